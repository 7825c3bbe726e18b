package intelmq.harmonization;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.python.PyJson;
import intelmq.python.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Makes recorded calls of the original's messages, where the recordings are at hand: in the folder
 * that the system property {@code conformance.dir} names, by default beside the project. Result and
 * fields, with their order, must be the same after each call. What differs without a rule of {@link
 * ReasonedDifferences} fails the test.
 */
class MessagesConformanceTest {
  private static final Path DEFAULT_FOLDER = Path.of("../../shared/conformance");
  private static final Path RESULT = Path.of("target/conformance-messages.json");
  private static final int LONGEST_SHOWN = 1200;
  private static final int MOST_SHOWN = 200;

  private static final Logger LOG = Logger.getLogger(MessagesConformanceTest.class.getName());

  private final Map<String, Score> scores = new TreeMap<>();

  @Test
  void agreesWithTheOriginal() throws IOException {
    Path file =
        Path.of(System.getProperty("conformance.dir", DEFAULT_FOLDER.toString()))
            .toAbsolutePath()
            .normalize()
            .resolve("messages.jsonl");
    assumeTrue(Files.exists(file), "skipped: there are no recordings at " + file);
    ReasonedDifferences reasoned = ReasonedDifferences.read();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(line -> play(line, reasoned));
    }
    Files.writeString(RESULT, json(scores));
    LOG.info(() -> table(scores));
    assertThat(unexplained()).as("unexplained differences").isEmpty();
  }

  /** Each rule has an example, so that one that no longer applies is found. */
  @Test
  void everyReasonedDifferenceIsOne() throws IOException {
    ReasonedDifferences reasoned = ReasonedDifferences.read();
    try (var in =
        Objects.requireNonNull(
            MessagesConformanceTest.class.getResourceAsStream("message-differences.jsonl"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> play(line, reasoned));
    }
    assertThat(unexplained()).as("unexplained differences").isEmpty();
    assertThat(reasoned.unused("message", true)).as("rules that explain nothing").isEmpty();
  }

  @SuppressWarnings("unchecked")
  private void play(String line, ReasonedDifferences reasoned) {
    var trace = (Map<String, @Nullable Object>) Objects.requireNonNull(Json.tryParse(line));
    var replay = new Replay();
    int number = 0;
    for (Object item : (List<?>) Objects.requireNonNull(trace.get("steps"))) {
      RecordedStep step = RecordedStep.of((Map<String, @Nullable Object>) item);
      String place = trace.get("id") + " " + number++;
      scores
          .computeIfAbsent(step.op(), op -> new Score())
          .count(place, step, replay.play(step), reasoned);
    }
  }

  private List<String> unexplained() {
    return scores.values().stream()
        .flatMap(score -> score.differences.stream())
        .limit(MOST_SHOWN)
        .toList();
  }

  private static String table(Map<String, Score> scores) {
    return scores.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%-28s %s", e.getKey(), e.getValue()))
        .collect(joining("\n", "Agreement with recorded calls of messages:\n", ""));
  }

  private static String json(Map<String, Score> scores) {
    var map = new LinkedHashMap<String, Object>();
    scores.forEach((op, score) -> map.put(op, score.counts()));
    return PyJson.dumps(map);
  }

  /** How many calls of an operation agree. */
  private static final class Score {
    private final List<String> differences = new ArrayList<>();
    private long equal;
    private long reasoned;

    void count(String place, RecordedStep step, Outcome outcome, ReasonedDifferences rules) {
      String original = step.original();
      String here = outcome.toString();
      if (outcome.agrees(step)) {
        equal++;
      } else if (rules.explains("message." + step.op(), step.call(), original, here)) {
        reasoned++;
      } else {
        differences.add(
            shorten(
                place
                    + ": "
                    + step.op()
                    + " "
                    + step.call()
                    + "\n  IntelMQ: "
                    + original
                    + "\n  here:    "
                    + here));
      }
    }

    private static String shorten(String text) {
      return Text.str(text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN));
    }

    Map<String, Object> counts() {
      var counts = new LinkedHashMap<String, Object>();
      counts.put("equal", equal);
      counts.put("different", (long) differences.size());
      counts.put("reasoned", reasoned);
      return counts;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%6d equal, %d different, %d reasoned", equal, differences.size(), reasoned);
    }
  }
}
