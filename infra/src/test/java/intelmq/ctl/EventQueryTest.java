package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.localstack.results.StoredEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events a search finds. */
final class EventQueryTest {
  private static final StoredEvent EVENT =
      new StoredEvent(
          "dynamodb",
          "example-feed-20261123T130000-0:17",
          Map.of(
              "source.ip", "192.0.2.7",
              "source.asn", 64496L,
              "feed.name", "Example Feed",
              "feed.code", "example"));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, true",
    "192.0.2.0/24, true",
    "192.0.2.7/24, true",
    "0.0.0.0/0, true",
    "192.0.2.8, false",
    "192.0.3.0/24, false",
    "2001:db8::/32, false",
    "::/0, false",
  })
  void anAddressIsItselfOrInANetwork(String ip, boolean found) {
    var query = new EventQuery(EventQuery.address(ip), null, null, null, null);
    assertThat(query.test(EVENT)).isEqualTo(found);
  }

  @Test
  void theAddressOfAnIndexIsSingle() {
    assertThat(new EventQuery(EventQuery.address("192.0.2.7"), null, null, null, null).address())
        .isEqualTo("192.0.2.7");
    assertThat(
            new EventQuery(EventQuery.address("2001:DB8:0::1"), null, null, null, null).address())
        .isEqualTo("2001:db8::1");
    assertThat(new EventQuery(EventQuery.address("192.0.2.0/24"), null, null, null, null).address())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "192.0.2.256", "192.0.2.0/33", "*"})
  void whatIsNoAddressIsRefused(String ip) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> EventQuery.address(ip))
        .withMessageContaining("--ip");
  }

  @ParameterizedTest
  @CsvSource({
    "example-feed, true",
    "Example Feed, true",
    "example, true",
    "other, false",
  })
  void aFeedHasSeveralNames(String feed, boolean found) {
    assertThat(new EventQuery(null, null, feed, null, null).test(EVENT)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T13:00:00Z, 2026-11-23T13:00:00Z, true",
    "2026-11-23T13:00:01Z, 2026-11-24T00:00:00Z, false",
    "2026-11-22T00:00:00Z, 2026-11-23T12:59:59Z, false",
  })
  void theTimeIsThatOfTheReport(Instant since, Instant until, boolean found) {
    assertThat(new EventQuery(null, 64496L, null, since, until).test(EVENT)).isEqualTo(found);
    assertThat(new EventQuery(null, 64497L, null, since, until).test(EVENT)).isFalse();
  }
}
