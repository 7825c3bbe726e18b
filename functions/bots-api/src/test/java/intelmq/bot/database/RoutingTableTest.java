package intelmq.bot.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import intelmq.bot.database.RoutingTable.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingTableTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.77/24|64496, 192.0.2.0, 192.0.2.0/24, 64496",
    "192.0.2.77/32|1, 192.0.2.77, 192.0.2.77/32, 1",
    "0.0.0.0/0|4294967295, 255.255.255.255, 0.0.0.0/0, 4294967295",
    "64496|192.0.2.0/24|12, 192.0.2.255, 192.0.2.0/24, 64496",
    "'{64496,64497}|192.0.2.0/24|12', 192.0.2.255, 192.0.2.0/24, 64496",
    "2001:db8::/32|64496, 2001:db8:ffff::, 2001:db8::/32, 64496",
    "2001:db8::1/128|64496, 2001:db8::1, 2001:db8::1/128, 64496",
    "::/0|64496, ffff::, ::/0, 64496",
  })
  void finds(String line, String address, String network, long as) {
    assertThat(table(line.replace('|', '\t')).find(address)).contains(new Route(network, as));
  }

  @Test
  void addressesOfOneKindAreNotInNetworksOfTheOther() {
    RoutingTable table = table("0.0.0.0/0\t64496");
    assertThat(table.find("2001:db8::1")).isEmpty();
    assertThat(table.find("www.example.com")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.0/24",
        "192.0.2.0/33\t1",
        "192.0.2.0/\t1",
        "192.0.2.0/24\t-1",
        "192.0.2.0/24\t4294967296",
        "192.0.2.0/24\t",
        "192.0.2.256/24\t1",
        "2001:db8::/129\t1",
        "www.example.com/24\t1",
        "192.0.2.0\t1",
        "1\t192.0.2.0/24\tx",
        "<html>\t</html>",
      })
  void refusesWhatIsNoRoute(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("192.0.2.0/24\t1\n\n" + line))
        .withMessageStartingWith("line 3: '");
  }

  @Test
  void refusesAnEmptyTable() {
    assertThatIllegalArgumentException().isThrownBy(() -> table("; nothing\n"));
  }

  @Test
  void readsWhatIsCompressedAndRefusesWhatIsCutOff() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write("192.0.2.0/24\t64496\n".repeat(1000).getBytes(UTF_8));
    }
    byte[] whole = out.toByteArray();
    assertThat(RoutingTable.read(whole).size()).isEqualTo(1);
    byte[] cut = new byte[whole.length - 9];
    System.arraycopy(whole, 0, cut, 0, cut.length);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoutingTable.read(cut))
        .withMessageContaining("damaged");
  }

  /** Against a search of all networks, in tables in which many are nested. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheSmallestNetwork(long seed) {
    var random = new Random(seed);
    Map<IPAddress, Long> networks = new HashMap<>();
    var lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      boolean v6 = random.nextInt(3) == 0;
      IPAddress network =
          new IPAddressString(address(random, v6) + "/" + random.nextInt(v6 ? 129 : 33))
              .getAddress()
              .toPrefixBlock();
      long as = random.nextLong(1, 1L << 32);
      networks.put(network, as);
      lines.append(network).append('\t').append(as).append('\n');
    }
    RoutingTable table = table(lines.toString());
    assertThat(table.size()).isEqualTo(networks.size());
    for (int i = 0; i < 2000; i++) {
      String address = address(random, random.nextInt(3) == 0);
      IPAddress ip = new IPAddressString(address).getAddress();
      Optional<Route> expected =
          networks.entrySet().stream()
              .filter(network -> network.getKey().contains(ip))
              .max(Comparator.comparing(network -> network.getKey().getPrefixLength()))
              .map(network -> new Route(network.getKey().toString(), network.getValue()));
      assertThat(table.find(address)).as(address).isEqualTo(expected);
    }
  }

  /** Few bits vary, so that networks and addresses often meet. */
  private static String address(Random random, boolean v6) {
    return v6
        ? "2001:db8:" + random.nextInt(4) + "::" + random.nextInt(4) + ":0:" + random.nextInt(4)
        : "192.0." + random.nextInt(4) + "." + random.nextInt(256);
  }

  private static RoutingTable table(String text) {
    return RoutingTable.read(text.getBytes(UTF_8));
  }
}
