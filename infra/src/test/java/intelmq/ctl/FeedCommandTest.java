package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.BotLoader;
import intelmq.runtime.Environment;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every feed that is known works, from its entry to events of its sample. */
final class FeedCommandTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path home;

  @TestFactory
  Stream<DynamicTest> everyKnownFeedHasBotsAndASampleTheyRead() throws IOException {
    return KnownFeed.all(PROJECT).values().stream()
        .map(feed -> DynamicTest.dynamicTest(feed.name(), () -> check(feed)));
  }

  private void check(KnownFeed feed) throws IOException {
    assertThat(List.of(feed.provider(), feed.title())).doesNotContain("");
    assertThat(feed.schedule()).matches("(rate|cron)\\([^()]+\\)");
    FeedBlock block = feed.block(feed.name());
    assertThat(bot(Kind.COLLECTOR, block.collector())).isNotNull();
    var parser = (Parser<?>) bot(Kind.PARSER, block.parser());
    Path sample = feed.writeSample(PROJECT, home.resolve(feed.name()));
    assertThat(events(parser, sample)).as("events of " + sample).isPositive();
  }

  private static Object bot(Kind kind, Object document) {
    var ports =
        new AwsPorts(
            new AwsClients(Map.of()),
            new Environment(Map.of()),
            InstantSource.system(),
            () -> new HttpPort(Map.of()),
            Harmonization.standard());
    return new BotLoader(kind)
        .load(Json.text(document), ports, text -> () -> text)
        .getFirst()
        .bot();
  }

  private static <R> int events(Parser<R> parser, Path sample) throws IOException {
    int events = 0;
    try (InputStream in = Files.newInputStream(sample);
        Framing.Frames<R> frames = parser.framing().open(in)) {
      for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
        if (frame instanceof Frame.Whole<R> whole
            && parser.parse(whole.record(), new Report()) instanceof Outcome.Events some) {
          events += (int) some.events().stream().filter(event -> event.refusal().isEmpty()).count();
        }
      }
    }
    return events;
  }

  @Test
  void aFeedIsAddedOnce() throws IOException {
    Files.createDirectories(home.resolve("infra"));
    Files.copy(PROJECT.resolve("template.yaml"), home.resolve("template.yaml"));
    Files.writeString(
        home.resolve("infra/feeds.yaml"),
        """
        example-list:
          provider: Example
          title: List
          needs: 'a key'
          collector: {http: {http_url: 'https://www.example.com/list.csv'}}
          parser: {csv: {columns: [source.ip]}}
          schedule: rate(1 day)
          sample: |
            192.0.2.1
        """);
    assertThat(Run.of(home, "feed", "list").out()).containsPattern("example-list .* csv +no");
    assertThat(Run.of(home, "feed", "show", "example-list").out())
        .contains("Example: List", "Needs a key", "Feed: example-list", "Schedule: rate(1 day)");
    Run added = Run.of(home, "feed", "add", "example-list", "--as", "ours");
    assertThat(added.status()).as(added.err()).isZero();
    assertThat(added.out()).contains("It needs a key");
    assertThat(Files.readString(home.resolve("template.yaml")))
        .contains("  Ours:", "        Feed: ours", "provider: Example", "code: ours");
    assertThat(home.resolve("events/reports/ours/sample.txt")).hasContent("192.0.2.1");
    Run again = Run.of(home, "feed", "add", "example-list", "--as", "ours");
    assertThat(again.status()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("there is a feed 'ours' already");
  }

  @Test
  void aWrongNameGetsTheNearest() {
    Run run = Run.of(PROJECT, "feed", "show", "feodotraker");
    assertThat(run.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(run.err()).contains("did you mean 'feodotracker'?");
  }
}
