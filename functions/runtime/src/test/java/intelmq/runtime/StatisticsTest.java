package intelmq.runtime;

import static intelmq.runtime.Fixture.CLOCK;
import static intelmq.runtime.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeStore store = new FakeStore();

  @Test
  void aParsedReportBecomesALine() throws IOException {
    statistics().parsed(Map.of("feed", "a", "report", "a-20261123T130000-0", "events", 3));
    assertThat(store.lines)
        .containsExactly(
            Map.of(
                "feed",
                "a",
                "report",
                "a-20261123T130000-0",
                "events",
                3,
                "parsed",
                NOW.toString()));
  }

  @Test
  void aFeedIsSilentOnceItsIntervalIsOver() throws IOException {
    store.expect("late", HOUR, NOW.minus(HOUR).minusSeconds(1));
    store.expect("just", HOUR, NOW.minus(HOUR));
    store.expect("fresh", HOUR, NOW);
    assertThat(statistics("late", "just", "fresh").silent())
        .containsExactly("late: no report since 2026-11-23T12:00:29Z, expected every PT1H");
  }

  @Test
  void aFeedThatNeverReportedIsSilent() throws IOException {
    store.intervals.put("never", HOUR);
    assertThat(statistics("never").silent())
        .containsExactly("never: no report since ever, expected every PT1H");
  }

  @Test
  void aFeedThatIsOffOrReportsWheneverItDoesIsNeverSilent() throws IOException {
    store.intervals.put("off", HOUR);
    store.intervals.put("whenever", Duration.ZERO);
    assertThat(statistics("whenever", "without-interval").silent()).isEmpty();
  }

  private Statistics statistics(String... enabled) {
    return new Statistics(store, Set.of(enabled), CLOCK);
  }

  private static final class FakeStore implements Statistics.Store {
    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final Map<String, Instant> last = new LinkedHashMap<>();
    private final Map<String, Duration> intervals = new LinkedHashMap<>();

    void expect(String feed, Duration interval, Instant lastReport) {
      intervals.put(feed, interval);
      last.put(feed, lastReport);
    }

    @Override
    public void keep(Map<String, Object> line) {
      lines.add(line);
    }

    @Override
    public void note(Map<String, Object> line) {
      lines.add(line);
    }

    @Override
    public Map<String, Statistics.Line> since(String feed, ReportId first) {
      return Map.of();
    }

    @Override
    public Optional<Instant> lastReport(String feed) {
      return Optional.ofNullable(last.get(feed));
    }

    @Override
    public Map<String, Duration> intervals() {
      return intervals;
    }
  }
}
