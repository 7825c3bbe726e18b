package intelmq.runtime;

import static intelmq.runtime.Fixture.CLOCK;
import static intelmq.runtime.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Json;
import intelmq.runtime.LostReports.Stored;
import intelmq.runtime.Statistics.Line;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class LostReportsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Fixture fixture = new Fixture();
  private final List<Stored> stored = new ArrayList<>();
  private final Map<String, Line> lines = new HashMap<>();
  private final List<Map<String, Object>> noted = new ArrayList<>();
  private final Map<String, String> sent = new LinkedHashMap<>();
  private final List<ReportId> asked = new ArrayList<>();

  @Test
  void aReportWithoutALineIsSentToItsParserAndNamed() throws IOException {
    ReportId id = store(HOUR.plusSeconds(1));
    assertThat(resend()).containsExactly(id);
    assertThat(sent.keySet()).containsExactly("example-feed");
    assertThat(Json.tryParse(sent.getOrDefault("example-feed", "")))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("source", "aws.s3")
        .containsEntry(
            "detail",
            Map.of(
                "bucket", Map.of("name", "bucket"), "object", Map.of("key", id.key(), "size", 7L)));
    assertThat(fixture.logged)
        .singleElement()
        .asString()
        .contains("\"level\":\"warn\"", id.toString());
    assertThat(noted)
        .singleElement()
        .satisfies(note ->
            assertThat(note)
                .containsEntry("report", id.toString())
                .containsEntry("progress", NOW.toString())
                .containsEntry("resent", 1));
    assertThat(asked.getFirst().time())
        .isEqualTo(LocalDateTime.ofInstant(NOW.minus(Duration.ofDays(2)), ZoneOffset.UTC));
  }

  @Test
  void whatIsParsedOrFreshOrGoneOnWithOrGivenUpStaysAlone() throws IOException {
    lines.put(store(HOUR.multipliedBy(3)).toString(), new Line(true, Instant.MIN, 0));
    store(HOUR);
    lines.put(
        store(HOUR.multipliedBy(20)).toString(),
        new Line(false, NOW.minus(HOUR.multipliedBy(6)), 0));
    lines.put(store(HOUR.multipliedBy(30)).toString(), new Line(false, Instant.MIN, 2));
    assertThat(resend()).isEmpty();
    assertThat(sent).isEmpty();
  }

  @Test
  void whatMadeNoProgressForLongIsSentAgain() throws IOException {
    ReportId id = store(HOUR.multipliedBy(20));
    lines.put(id.toString(), new Line(false, NOW.minus(HOUR.multipliedBy(7)), 1));
    assertThat(resend()).containsExactly(id);
    assertThat(noted).singleElement().extracting(note -> note.get("resent")).isEqualTo(2);
  }

  private ReportId store(Duration ago) {
    var id = ReportId.of("example-feed", NOW.minus(ago), Integer.toString(stored.size()));
    stored.add(new Stored(id, "bucket", 7, NOW.minus(ago)));
    return id;
  }

  private List<ReportId> resend() throws IOException {
    LostReports.Listing listing =
        first -> {
          asked.add(first);
          return first.feed().equals("example-feed") ? stored : List.of();
        };
    return new LostReports(new Store(), listing, sent::put, CLOCK).resend(fixture.log);
  }

  private final class Store implements Statistics.Store {
    @Override
    public void keep(Map<String, Object> line) {
      throw new AssertionError("counts are the parser's");
    }

    @Override
    public void note(Map<String, Object> line) {
      noted.add(line);
    }

    @Override
    public Map<String, Line> since(String feed, ReportId first) {
      return lines;
    }

    @Override
    public Optional<Instant> lastReport(String feed) {
      return Optional.empty();
    }

    @Override
    public Map<String, Duration> intervals() {
      return Map.of("example-feed", HOUR, "other", Duration.ZERO);
    }
  }
}
