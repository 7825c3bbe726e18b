package intelmq.runtime;

import static intelmq.runtime.Fixture.CLOCK;
import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.OWN;
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
import intelmq.bot.framing.Position;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.FakeQueue.Sent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParserEngineTest {
  private static final ParserTask STORED = new ParserTask.Stored(REPORT);
  private static final Instant LATER = Fixture.NOW.plusSeconds(900);

  private final Fixture fixture = new Fixture();
  private final FakeReports reports = new FakeReports();
  private final List<Map<String, ?>> announced = new ArrayList<>();
  private final List<Map<String, Object>> noted = new ArrayList<>();
  private InstantSource clock = CLOCK;
  private Environment environment = fixture.environment;

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
  void aReportOfNothingButPoisonMakesFewObjectsAndFacts() throws IOException {
    Books books =
        parse(IntStream.range(0, 100_000).mapToObj(i -> "malformed").toArray(String[]::new));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.QUARANTINED, 100_000L));
    assertThat(fixture.objects.lines()).hasSize(100_000);
    assertThat(fixture.objects.puts()).isLessThan(20);
    assertThat(fixture.facts).hasSizeLessThan(220);
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
    engine(parser()).parse(STORED, LATER, fixture.log);
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
    var variables = new LinkedHashMap<>(environment.variables());
    variables.remove("REPORTS_BUCKET");
    environment = new Environment(variables);
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
        .isThrownBy(() -> engine(parser()).parse(STORED, LATER, fixture.log))
        .withMessageContaining(REPORT.toString());
    assertThat(announced).isEmpty();
  }

  @Test
  void nothingIsAnnouncedUntilEverythingIsSent() throws IOException {
    store("ok");
    fixture.queue.goDown();
    assertThatIOException().isThrownBy(() -> engine(parser()).parse(STORED, LATER, fixture.log));
    assertThat(announced).isEmpty();
  }

  @Test
  void aReportLeftAnywhereHasTheSameMessagesAndPoison() throws IOException {
    String[] lines = Collections.nCopies(35_000, "ok").toArray(String[]::new);
    for (int i = 0; i < lines.length; i += 7) {
      lines[i] = i % 3 == 0 ? "malformed" : i % 2 == 0 ? "skip" : "many 3";
    }
    parse(lines);
    List<Sent> whole = fixture.queue.take(NEXT);
    List<Map<?, ?>> poison = fixture.objects.lines();
    List<String> keys = fixture.objects.keys();
    Map<String, ?> totals = announced.removeFirst();

    // a millisecond for each look at the clock: time for one section, or for all that follow
    for (int seconds : List.of(20, 900)) {
      clock = new Ticking();
      engine(parser()).parse(STORED, clock.instant().plusSeconds(20), fixture.log);
      int parts = 0;
      while (!fixture.queue.in(OWN).isEmpty()) {
        assertThat(announced).isEmpty();
        List<Sent> own = fixture.queue.take(OWN);
        assertThat(own).singleElement().extracting(Sent::delay).isEqualTo(Duration.ZERO);
        parts++;
        assertThat(noted.getLast())
            .containsEntry("feed", "example-feed")
            .containsEntry("report", REPORT.toString())
            .containsEntry("records", 10_000L * parts)
            .containsKeys("progress", "position");
        ParserTask task = ParserTask.read("id", own.getFirst().body());
        Books books =
            engine(parser()).parse(task, clock.instant().plusSeconds(seconds), fixture.log);
        assertThat(books.balanced()).isTrue();
      }
      assertThat(parts).isEqualTo(seconds == 20 ? 3 : 1);
      assertThat(fixture.queue.take(NEXT)).isEqualTo(whole);
      assertThat(fixture.objects.keys()).isEqualTo(keys);
      assertThat(fixture.objects.all("id"))
          .isEqualTo(poison.stream().<Object>map(line -> line.get("id")).toList());
      assertThat(announced).singleElement().isEqualTo(totals);
      announced.clear();
    }
  }

  @Test
  void whatIsNotSentOnIsAFactOfItsStretch() throws IOException {
    parse("ok", "skip", "malformed", "skip", "many 0", "throw", "skip");
    assertThat(fixture.facts)
        .singleElement()
        .satisfies(fact ->
            assertThat(fact)
                .containsEntry("report", REPORT.toString())
                .containsEntry("fact", "stage/" + REPORT + "@0")
                .containsEntry("received", 7L)
                .containsEntry("dropped", Map.of("bot: header", "1 3 6", "bot: no event", "4"))
                .containsEntry("quarantined", Map.of("no-columns", "2", "bot-failed", "5")));
  }

  @Test
  void whatCannotBeParsedGoesToTheErrorPathBesides() throws IOException {
    environment =
        Fixture.environment("{_default: '" + NEXT + "', _on_error: '" + Fixture.ASIDE + "'}");
    Books books = parse("ok", "malformed", "ok", "broken");
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 2L));
    Envelope aside = fixture.queue.in(Fixture.ASIDE).getFirst().envelope();
    assertThat(ordinals(aside)).containsExactly("1", "3");
    assertThat(aside.batch()).isEqualTo(REPORT + "@1");
    Event event = aside.entries().getFirst().event();
    assertThat(event.text(Fields.FEED_NAME)).isEqualTo("Example Feed");
    assertThat(Base64.getDecoder().decode(event.text(Fields.RAW)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("malformed");
  }

  @Test
  void aReportTooSlowForOneSectionIsAnError() throws IOException {
    store(Collections.nCopies(20_000, "ok").toArray(String[]::new));
    clock = new Ticking();
    assertThatIOException()
        .isThrownBy(
            () -> engine(parser()).parse(STORED, clock.instant().plusSeconds(5), fixture.log))
        .withMessageContaining(REPORT.toString())
        .withMessageContaining("too slow")
        .withMessageContaining("line 42");
    assertThat(fixture.queue.in(OWN)).isEmpty();
    assertThat(announced).isEmpty();
  }

  @Test
  void anotherReportOfThatNameIsNotGoneOnWith() throws IOException {
    store("ok");
    var task =
        new ParserTask.Continuation(REPORT, "other", Position.START, 0, ParserTask.Counts.NONE, 1);
    assertThatIOException()
        .isThrownBy(() -> engine(parser()).parse(task, LATER, fixture.log))
        .withMessageContaining(REPORT.toString());
  }

  @Test
  void aPartSentByHandKeepsItsIdsAndReplacesNothing() throws IOException {
    Books books =
        engine(parser())
            .parse(ParserTask.read("m1", inline("ok\nmalformed", 17)), LATER, fixture.log);
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 1L, Disposition.QUARANTINED, 1L));
    assertThat(ordinals(only())).containsExactly("17");
    assertThat(only().batch()).isEqualTo(REPORT + "@17+m1");
    assertThat(only().entries().getFirst().event().text(Fields.FEED_NAME)).isEqualTo("By Hand");
    assertThat(fixture.objects.keys())
        .containsExactly("stage/2026/11/23/" + REPORT + "@18+m1.jsonl");
    assertThat(announced).isEmpty();
  }

  @Test
  void aWholeReportSentByHandIsAnnounced() throws IOException {
    engine(parser()).parse(ParserTask.read("m1", inline("ok\nok", -1)), LATER, fixture.log);
    assertThat(ordinals(only())).containsExactly("0", "1");
    assertThat(only().batch()).isEqualTo(REPORT + "@0");
    assertThat(announced)
        .singleElement()
        .satisfies(detail -> assertThat(detail.get("events")).isEqualTo(2L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                                          | no JSON object
          {}                                               | neither the event of a stored report
          {"content": "x"}                                 | no text 'report'
          {"content": "x", "report": "y"}                  | not the id of a report: y
          {"content": "x", "report": "f-20261123T130000-0", "ordinal": -1} | no number 'ordinal'
          {"continuation": {"report": "f-20261123T130000-0", "etag": "", "position": 1}} | not the position in a report: 1
          """)
  void whatIsNoMessageToAParserIsNamed(String body, String reason) {
    assertThatIOException()
        .isThrownBy(() -> ParserTask.read("m1", body))
        .withMessageContaining(reason);
  }

  private static String inline(String content, long ordinal) {
    var message = new LinkedHashMap<String, Object>();
    message.put("report", REPORT.toString());
    message.put("metadata", Map.of("feed.name", "By Hand"));
    message.put("content", content);
    if (ordinal >= 0) {
      message.put("ordinal", ordinal);
    }
    return Json.text(message);
  }

  /** A millisecond passes with each look at it. */
  private static final class Ticking implements InstantSource {
    private long millis = Fixture.NOW.toEpochMilli();

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis++);
    }

    @Override
    public long millis() {
      return millis++;
    }
  }

  private Books parse(String... lines) throws IOException {
    store(lines);
    Map<String, Long> before = fixture.queue.events();
    Books books = engine(parser()).parse(STORED, LATER, fixture.log);
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
        environment,
        fixture.stage(environment),
        reports,
        (type, detail) -> {
          assertThat(type).isEqualTo("Report Parsed");
          announced.add(detail);
        },
        noted::add,
        clock);
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

    BreakingFrames(InputStream report, Position from) throws IOException {
      lines = new LineFraming(List.of()).open(report, from);
    }

    @Override
    public @Nullable Frame<String> next() throws IOException {
      Frame<String> frame = lines.next();
      return frame != null && frame.text().equals("broken")
          ? new Frame.Broken<>(frame.line(), frame.text(), "no record")
          : frame;
    }

    @Override
    public Position position() {
      return lines.position();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
