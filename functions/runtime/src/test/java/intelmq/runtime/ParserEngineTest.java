package intelmq.runtime;

import static intelmq.runtime.Fixture.CLOCK;
import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.REPORT;
import static intelmq.runtime.Fixture.bot;
import static intelmq.runtime.Fixture.dispositions;
import static intelmq.runtime.Fixture.event;
import static intelmq.runtime.Fixture.large;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.LineFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.FakeQueue.Sent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ParserEngineTest {
  private final Fixture fixture = new Fixture();
  private final FakeReports reports = new FakeReports();
  private final List<Map<String, ?>> announced = new ArrayList<>();

  @Test
  void recordsBecomeEventsOfTheReport() throws IOException {
    Books books = parse("ok", "ok");
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 2L));
    Envelope sent = only();
    assertThat(sent.batch()).isEqualTo("example-feed-20261123T130000-0@0");
    assertThat(sent.hops()).isEqualTo(1);
    assertThat(ordinals(sent)).containsExactly("0", "1");
    assertThat(sent.entries())
        .allSatisfy(
            entry -> assertThat(entry.event().text(Fields.FEED_NAME)).isEqualTo("Example Feed"));
  }

  @Test
  void aRecordsFurtherEventsAreNumberedBelowIt() throws IOException {
    Books books = parse("ok", "many 3", "many 0", "ok");
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 3L, Disposition.DROPPED, 1L));
    assertThat(ordinals(only())).containsExactly("0", "1", "1.1", "1.2", "3");
    assertThat(books.toMap().get("rules")).isEqualTo(Map.of("bot: no event", 1L));
    assertAnnounced(4, 5, 1, 0);
  }

  @Test
  void whatIsLeftOutCountsWithItsRule() throws IOException {
    Books books = parse("skip", "ok", "skip");
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 1L, Disposition.DROPPED, 2L));
    assertThat(books.toMap().get("rules")).isEqualTo(Map.of("bot: header", 2L));
    assertThat(ordinals(only())).containsExactly("1");
    assertAnnounced(3, 1, 2, 0);
  }

  @Test
  void poisonIsSetAsideRecordByRecordInOneObject() throws IOException {
    Books books = parse("ok", "", "malformed", "throw", "refused", "broken", "ok");
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 4L));
    assertThat(ordinals(only())).containsExactly("0", "5");
    assertThat(fixture.objects.keys())
        .containsExactly("stage/2026/11/23/example-feed-20261123T130000-0@1.jsonl");
    assertThat(fixture.objects.all("code"))
        .containsExactly("no-columns", "bot-failed", "key-exists", "broken-record");
    assertThat(fixture.objects.all("id"))
        .containsExactly(
            "example-feed-20261123T130000-0:1",
            "example-feed-20261123T130000-0:2",
            "example-feed-20261123T130000-0:3",
            "example-feed-20261123T130000-0:4");
    assertThat(fixture.objects.all("raw"))
        .containsExactly("malformed", "throw", "refused", "broken");
    assertThat(fixture.objects.all("line")).containsExactly(3L, 4L, 5L, 6L);
    assertThat(fixture.objects.all("feed")).containsOnly("example-feed");
    assertThat(fixture.objects.lines().get(1).get("trace"))
        .asString()
        .contains("IllegalStateException: defect");
    assertAnnounced(6, 2, 0, 4);
  }

  @Test
  void eventsGoInBatchesOfFiveHundredWithTheSameIdsEachTime() throws IOException {
    String[] lines = Collections.nCopies(1201, "ok").toArray(String[]::new);
    lines[3] = "skip";
    lines[700] = "malformed";
    Books books = parse(lines);
    assertThat(dispositions(books))
        .isEqualTo(
            Map.of(
                Disposition.FORWARDED,
                1199L,
                Disposition.DROPPED,
                1L,
                Disposition.QUARANTINED,
                1L));
    List<Sent> first = fixture.queue.take(NEXT);
    assertThat(first)
        .extracting(message -> message.envelope().entries().size())
        .containsExactly(500, 500, 199);
    assertThat(first)
        .extracting(message -> message.envelope().batch())
        .containsExactly(
            "example-feed-20261123T130000-0@0",
            "example-feed-20261123T130000-0@501",
            "example-feed-20261123T130000-0@1002");
    assertThat(first.stream().flatMap(message -> ordinals(message.envelope()).stream()))
        .isEqualTo(
            IntStream.range(0, 1201)
                .filter(i -> i != 3 && i != 700)
                .mapToObj(Integer::toString)
                .toList());

    List<String> keys = fixture.objects.keys();
    engine(parser()).parse(REPORT, fixture.log);
    assertThat(fixture.queue.take(NEXT)).isEqualTo(first);
    assertThat(fixture.objects.keys()).isEqualTo(keys);
    assertThat(announced).hasSize(2).allMatch(announced.getFirst()::equals);
  }

  @Test
  void muchPoisonIsStoredInStretches() throws IOException {
    String line = "malformed" + "x".repeat(60_000);
    Books books = parse(Collections.nCopies(100, line).toArray(String[]::new));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.QUARANTINED, 100L));
    assertThat(fixture.objects.keys()).hasSize(2);
    assertThat(fixture.objects.lines()).hasSize(100);
    assertAnnounced(100, 0, 0, 100);
  }

  @Test
  void anEventLargerThanAMessageIsSetAsideAndOverwritesNothing() throws IOException {
    // enough poison before it that its own object comes second
    String poison = "malformed" + "x".repeat(60_000);
    Books books =
        parse(
            Stream.concat(
                    Collections.nCopies(80, poison).stream(),
                    Stream.of("ok", "large 1", "ok", "large 2"))
                .toArray(String[]::new));
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 82L));
    assertThat(fixture.objects.lines()).hasSize(83);
    assertThat(fixture.objects.all("id"))
        .doesNotHaveDuplicates()
        .endsWith(
            "example-feed-20261123T130000-0:81",
            "example-feed-20261123T130000-0:83",
            "example-feed-20261123T130000-0:83.1");
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 2L));
    assertAnnounced(84, 2, 0, 82);
  }

  @Test
  void aReportWithoutRecordsIsParsedToo() throws IOException {
    Books books = parse("", "");
    assertThat(dispositions(books)).isEmpty();
    assertThat(fixture.queue.events()).isEmpty();
    assertAnnounced(0, 0, 0, 0);
  }

  @Test
  void aReportThatIsNotThereReturnsToItsQueue() {
    assertThatIOException()
        .isThrownBy(() -> engine(parser()).parse(REPORT, fixture.log))
        .withMessageContaining(REPORT.toString());
    assertThat(announced).isEmpty();
  }

  @Test
  void nothingIsAnnouncedUntilEverythingIsSent() throws IOException {
    store("ok");
    fixture.queue.goDown();
    assertThatIOException().isThrownBy(() -> engine(parser()).parse(REPORT, fixture.log));
    assertThat(announced).isEmpty();
  }

  private Books parse(String... lines) throws IOException {
    store(lines);
    Map<String, Long> before = fixture.queue.events();
    Books books = engine(parser()).parse(REPORT, fixture.log);
    fixture.assertBalanced(books, before);
    assertThat(announced).hasSize(1);
    return books;
  }

  private void store(String... lines) throws IOException {
    var report = new Report();
    report.add(Fields.FEED_NAME, "Example Feed");
    byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    reports.store(REPORT, report, new ByteArrayInputStream(content));
  }

  private ParserEngine engine(Parser<String> parser) {
    return new ParserEngine(
        bot(parser),
        fixture.environment,
        reports,
        fixture.queue,
        fixture.objects,
        (type, detail) -> {
          assertThat(type).isEqualTo("Report Parsed");
          announced.add(detail);
        },
        CLOCK);
  }

  private void assertAnnounced(long records, long events, long skipped, long quarantined)
      throws IOException {
    long size;
    try (InputStream content = reports.open(REPORT).content()) {
      size = content.readAllBytes().length;
    }
    assertThat(announced)
        .isEqualTo(
            List.of(
                Map.of(
                    "feed", "example-feed",
                    "report", REPORT.toString(),
                    "bytes", size,
                    "records", records,
                    "events", events,
                    "skipped", skipped,
                    "quarantined", quarantined)));
  }

  private Envelope only() {
    assertThat(fixture.queue.in(NEXT)).hasSize(1);
    return fixture.queue.in(NEXT).getFirst().envelope();
  }

  private static Parser<String> parser() {
    return new LineParser();
  }

  /** Does what a line says. */
  private static final class LineParser implements Parser<String> {
    @Override
    public Framing<String> framing() {
      return BreakingFrames::new;
    }

    @Override
    public Outcome parse(String line, Report report) {
      int number = line.matches(".* \\d+") ? Integer.parseInt(line.split(" ", 2)[1]) : 0;
      String word = line.startsWith("malformed") ? "malformed" : line.split(" ", 2)[0];
      return switch (word) {
        case "ok" -> Outcome.of(new Event(report));
        case "many" -> new Outcome.Events(Collections.nCopies(number, event(1)));
        case "large" ->
            new Outcome.Events(
                IntStream.range(0, number).mapToObj(i -> large(2_000_000 + i)).toList());
        case "skip" -> new Outcome.Skipped("header");
        case "malformed" -> new Outcome.Malformed("no-columns", "there are no columns");
        case "refused" -> {
          Event event = event(1);
          event.add(Fields.SOURCE_IP, "192.0.2.2");
          yield Outcome.of(event);
        }
        default -> throw new IllegalStateException("defect");
      };
    }
  }

  /** Lines, of which those that say so are broken. */
  private static final class BreakingFrames implements Framing.Frames<String> {
    private final Framing.Frames<String> lines;

    BreakingFrames(InputStream report) throws IOException {
      lines = new LineFraming(List.of()).open(report);
    }

    @Override
    public @Nullable Frame<String> next() throws IOException {
      Frame<String> frame = lines.next();
      return frame != null && frame.text().equals("broken")
          ? new Frame.Broken<>(frame.line(), frame.text(), "no record")
          : frame;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
