package intelmq.runtime;

import static intelmq.runtime.Fixture.CLOCK;
import static intelmq.runtime.Fixture.bot;
import static intelmq.runtime.Fixture.dispositions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.runtime.Books.Disposition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectorEngineTest {
  private static final Instant SCHEDULED = Instant.parse("2026-11-23T13:00:00.250Z");

  private final Fixture fixture = new Fixture();
  private final FakeReports reports = new FakeReports();

  @ParameterizedTest
  @ValueSource(strings = {"", "other", "example", "example-feed-2", "a,b , c"})
  void aFeedThatIsNotEnabledIsNotFetched(String enabled) throws IOException, InterruptedException {
    Collector collector =
        run -> {
          throw new AssertionError("was fetched");
        };
    Books books = engine(collector, enabled).collect(SCHEDULED, null, fixture.log);
    assertThat(books.balanced()).isTrue();
    assertThat(books.received()).isZero();
    assertThat(fixture.logged).singleElement().asString().contains("EnabledFeeds");
  }

  @Test
  void reportsAreStoredUnderTheScheduledSecondAndSayWhenTheyWereSeen()
      throws IOException, InterruptedException {
    Books books =
        collect(run -> {
          store(run, "one");
          store(run, "two");
          assertThat(run.scheduled()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
          assertThat(run.dropped()).isNull();
        });
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 2L));
    assertThat(reports.ids())
        .extracting(ReportId::toString)
        .containsExactly("example-feed-20261123T130000-0", "example-feed-20261123T130000-1");
    assertThat(read(reports.ids().getLast())).isEqualTo("two");
    assertThat(reports.open(reports.ids().getFirst()).report().text(Fields.TIME_OBSERVATION))
        .isEqualTo("2026-11-23T13:00:30+00:00");
    assertThat(books.toMap().get("sent")).isEqualTo(Map.of("reports", 2L));
  }

  @Test
  void aRepeatedRunStoresNothingTwice() throws IOException, InterruptedException {
    Collector collector = run -> store(run, "content");
    collect(collector);
    Books books = collect(collector);
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DROPPED, 1L));
    assertThat(books.toMap().get("rules")).isEqualTo(Map.of("bot: stored before", 1L));
    assertThat(reports.ids()).hasSize(1);
  }

  @Test
  void whatIsComeUponAgainIsStoredOnce() throws IOException, InterruptedException {
    Collector collector =
        run -> {
          for (String origin : List.of("mail 1", "mail 2")) {
            Collection from = run.from(run.scheduled().minusSeconds(60), origin);
            store(from, origin + " a");
            store(from, origin + " b");
          }
        };
    collect(run -> store(run.from(run.scheduled().minusSeconds(60), "mail 2"), "mail 2 a"));
    Books books = collect(collector);
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.DROPPED, 1L, Disposition.FORWARDED, 3L));
    assertThat(reports.ids()).hasSize(4);
    assertThat(reports.ids().getFirst().toString())
        .matches("example-feed-20261123T125900-[0-9a-f]{16}\\.0");
  }

  @Test
  void whatIsOldIsStoredWhereLostReportsAreLookedFor() throws IOException, InterruptedException {
    collect(run -> {
      store(run.from(run.scheduled().minus(Duration.ofDays(9)), "old"), "old");
      store(run.from(run.scheduled().plusSeconds(9), "of tomorrow"), "of tomorrow");
    });
    assertThat(reports.ids())
        .hasSize(2)
        .allSatisfy(id -> assertThat(id.toString()).startsWith("example-feed-20261123T000000-"));
  }

  @Test
  void anEmptyReportIsNotStored() throws IOException, InterruptedException {
    Books books = collect(run -> store(run, ""));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DROPPED, 1L));
    assertThat(books.toMap().get("rules")).isEqualTo(Map.of("bot: empty", 1L));
    assertThat(reports.ids()).isEmpty();
  }

  @Test
  void nothingNewIsSaidWithItsReason() throws IOException, InterruptedException {
    Books books = collect(run -> run.unchanged("same ETag"));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DROPPED, 1L));
    assertThat(books.toMap().get("rules")).isEqualTo(Map.of("bot: same ETag", 1L));
    assertThat(fixture.logged).anyMatch(line -> line.contains("nothing new: same ETag"));
    assertThat(reports.saves()).isZero();
  }

  @Test
  void theStateIsSavedOnlyWhenItChanged() throws IOException, InterruptedException {
    Collector collector =
        run -> {
          store(run, "content");
          run.state().put("etag", "1");
        };
    collect(collector);
    assertThat(reports.saves()).isEqualTo(1);
    collect(run -> {
      assertThat(run.state()).isEqualTo(Map.of("etag", "1"));
      run.state().put("etag", "1");
    });
    assertThat(reports.saves()).isEqualTo(1);
    collect(run -> run.state().remove("etag"));
    assertThat(reports.saves()).isEqualTo(2);
    assertThat(reports.state("example-feed")).isEmpty();
  }

  @Test
  void afterAFailureTheStateIsWhatItWas() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() ->
            collect(run -> {
              run.state().put("etag", "1");
              throw new FeedException("status 404");
            }))
        .withMessage("feed example-feed: status 404");
    assertThatIOException()
        .isThrownBy(() ->
            collect(run -> {
              run.state().put("etag", "1");
              throw new IOException("no storage");
            }))
        .withMessage("no storage");
    assertThat(reports.saves()).isZero();
  }

  @Test
  void objectsDroppedInOneSecondAreToldApart() throws IOException, InterruptedException {
    Collector collector = run -> store(run, "content");
    for (FakeDropped dropped :
        List.of(
            new FakeDropped("a.csv", 7),
            new FakeDropped("b.csv", 7),
            new FakeDropped("a.csv", 8))) {
      Books books = engine(collector, "example-feed").collect(SCHEDULED, dropped, fixture.log);
      assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 1L));
    }
    assertThat(reports.ids()).hasSize(3);
    assertThat(reports.ids()).allSatisfy(id -> assertThat(ReportId.ofKey(id.key())).isEqualTo(id));
    Books again =
        engine(collector, "example-feed")
            .collect(SCHEDULED, new FakeDropped("a.csv", 7), fixture.log);
    assertThat(dispositions(again)).isEqualTo(Map.of(Disposition.DROPPED, 1L));
  }

  private Books collect(Collector collector) throws IOException, InterruptedException {
    int before = reports.ids().size();
    Books books = engine(collector, "other, example-feed").collect(SCHEDULED, null, fixture.log);
    assertThat(books.balanced()).as("balanced: %s", books.toMap()).isTrue();
    assertThat(books.count(Disposition.FORWARDED)).isEqualTo(reports.ids().size() - before);
    return books;
  }

  private CollectorEngine engine(Collector collector, String enabled) {
    var environment = new Environment(Map.of("FEED", "example-feed", "ENABLED_FEEDS", enabled));
    return new CollectorEngine(bot(collector), environment, reports, CLOCK);
  }

  private static void store(Collection run, String content) throws IOException {
    run.store(new Report(), new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private String read(ReportId id) throws IOException {
    try (InputStream content = reports.open(id).content()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record FakeDropped(String name, long size) implements Collection.Dropped {
    @Override
    public String url() {
      return "s3://drop/" + name;
    }

    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }

    @Override
    public void delete() {}
  }
}
