package intelmq.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.FeedException;
import java.net.InetAddress;
import java.util.List;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%1",
        "ff02::1",
      })
  void addressesThatAreNotPublicAreRefused(String address) throws Exception {
    assertThat(new AddressGuard(List.of()).allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "198.51.100.1",
        "172.32.0.1",
        "100.128.0.1",
        "2001:db8::1",
        "64:ff9b::c000:201",
        "::ffff:192.0.2.1",
      })
  void othersAreAllowed(String address) throws Exception {
    assertThat(new AddressGuard(List.of()).allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.1/8, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "fd00::/8, fd00::1, true",
    "0.0.0.0/0, ::1, false",
    "127.0.0.0/8, 64:ff9b::7f00:1, true",
  })
  void listedNetworksAreAllowed(String network, String address, boolean allowed) throws Exception {
    assertThat(new AddressGuard(List.of(network)).allows(InetAddress.ofLiteral(address)))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "10.0.0.0/33", "intranet", "10.0.0.0-10.0.0.9/x"})
  void nonsenseInTheListIsRefused(String network) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> new AddressGuard(List.of(network)))
        .withMessage("parameter 'allowed_networks': '" + network + "' is not a network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "::1",
        "::ffff:7f00:1",
        "169.254.169.254",
      })
  void proxiesAreNotAskedForInternalAddressesInAnyNotation(String host) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> new AddressGuard(List.of()).checkLiteral(host))
        .withMessageContaining("is not a public address");
  }

  @Test
  void namesAreTheProxysMatter() {
    assertThatCode(() -> new AddressGuard(List.of()).checkLiteral("example.com"))
        .doesNotThrowAnyException();
  }

  @Test
  void namesAreResolvedAndChecked() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() ->
            new AddressGuard(List.of()).resolve("localhost", SystemDefaultDnsResolver.INSTANCE))
        .withMessageMatching(
            "localhost is .*, which is not a public address; "
                + "parameter 'allowed_networks' can allow it");
  }

  @Test
  void onlyTheAllowedAddressesOfANameAreAsked() throws Exception {
    assertThat(
            new AddressGuard(List.of("127.0.0.0/8"))
                .resolve("localhost", SystemDefaultDnsResolver.INSTANCE))
        .containsExactly(InetAddress.ofLiteral("127.0.0.1"));
  }
}
