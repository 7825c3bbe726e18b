package intelmq.experts.maxmindgeoip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import intelmq.bot.database.GeoDatabase;
import intelmq.testkit.MmdbWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeoDatabaseTest {
  private static final byte[] CITIES =
      MmdbWriter.write(
          "GeoLite2-City",
          Map.of("192.0.2.0/24", Map.of("country", Map.of("iso_code", "AT"), "location", 7L)));

  @Test
  void whatIsNotAsExpectedIsNotKnown() throws IOException {
    GeoDatabase database = GeoDatabase.read(CITIES);
    assertThat(database.find("192.0.2.255"))
        .contains(new GeoDatabase.Place("AT", null, null, null, null));
    assertThat(database.find("192.0.3.0")).isEmpty();
    assertThat(database.find("not an address")).isEmpty();
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() {
    byte[] systems =
        MmdbWriter.write(
            "GeoLite2-ASN", Map.of("192.0.2.0/24", Map.of("autonomous_system_number", 64496L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeoDatabase.read(systems))
        .withMessageContaining("'GeoLite2-ASN', expected one of places");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>not found</html>", "\u00ab\u00cd\u00efMaxMind.com"})
  void whatIsNoDatabaseIsRefused(String content) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeoDatabase.read(content.getBytes(UTF_8)))
        .withMessageContaining("not a MaxMind database");
  }

  @Test
  void whatIsCutOffIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeoDatabase.read(Arrays.copyOf(CITIES, CITIES.length - 20)));
  }
}
