package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportIdTest {
  @ParameterizedTest
  @CsvSource({
    "feodotracker, 2026-11-23T13:00:00Z, 0, feodotracker-20261123T130000-0,"
        + " reports/feodotracker/2026/11/23/130000-0",
    "two-words, 2026-01-02T03:04:05.999Z, 1a2b.77.3, two-words-20260102T030405-1a2b.77.3,"
        + " reports/two-words/2026/01/02/030405-1a2b.77.3",
    "f, 2028-02-29T23:59:59Z, 12, f-20280229T235959-12, reports/f/2028/02/29/235959-12",
  })
  void keyAndTextCanBeReadBack(String feed, Instant time, String part, String text, String key) {
    ReportId id = ReportId.of(feed, time, part);
    assertThat(id).hasToString(text);
    assertThat(id.key()).isEqualTo(key);
    assertThat(ReportId.parse(text)).isEqualTo(id);
    assertThat(ReportId.ofKey(key)).isEqualTo(id);
    assertThat(id.metadataKey())
        .isEqualTo("metadata" + key.substring("reports".length()) + ".json");
  }

  @Test
  void theDayIsThatOfUtc() {
    assertThat(ReportId.of("f", Instant.parse("2026-11-23T23:59:59Z"), "0").day())
        .isEqualTo(LocalDate.of(2026, 11, 23));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "reports",
        "reports/",
        "reports/f",
        "reports/f/2026/11/23/130000",
        "reports/f/2026/11/23/130000-",
        "reports//2026/11/23/130000-0",
        "reports/f/2026/13/23/130000-0",
        "reports/f/2026/02/30/130000-0",
        "reports/f/2026/11/23/240000-0",
        "reports/f/g/2026/11/23/130000-0",
        "reports/f/2026/11/23/130000-0/x",
        "metadata/f/2026/11/23/130000-0.json",
        "state/f.json",
      })
  void refusesOtherKeys(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> ReportId.ofKey(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "f-0",
        "-20261123T130000-0",
        "20261123T130000-0",
        "f-20261123T130000",
        "f-20261123T130000-",
        "f-20261123130000-0",
        "f-20260230T130000-0",
        "f/g-20261123T130000-0",
      })
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ReportId.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "a/b, 0", "f, ''", "f, 1-2", "f, 1/2"})
  void refusesNamesThatCouldNotBeReadBack(String feed, String part) {
    assertThatIllegalArgumentException().isThrownBy(() -> ReportId.of(feed, Instant.EPOCH, part));
  }
}
