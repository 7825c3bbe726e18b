package intelmq.harmonization;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.python.PyJson;
import intelmq.python.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares the types with recorded calls of the original where recordings are at hand: in the
 * folder that the system property {@code conformance.dir} names, by default beside the project.
 * What differs without a rule of {@link ReasonedDifferences} fails the test.
 */
class HarmonizationConformanceTest {
  private static final Path DEFAULT_FOLDER = Path.of("../../shared/conformance");
  private static final Path RESULT = Path.of("target/conformance-harmonization.json");
  private static final int LONGEST_SHOWN = 300;

  private static final Logger LOG = Logger.getLogger(HarmonizationConformanceTest.class.getName());

  @Test
  void agreesWithTheOriginal() throws IOException {
    Path folder = folder();
    Path file = folder.resolve("harmonization.jsonl");
    assumeTrue(Files.exists(file), "skipped: there are no recordings at " + file);
    ReasonedDifferences reasoned = ReasonedDifferences.read();
    var scores = new TreeMap<String, Score>();
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .map(RecordedCall::read)
          .forEach(call -> {
            Score score = scores.computeIfAbsent(call.type(), type -> new Score());
            score.count(call, call.answer(), reasoned);
          });
    }
    Files.writeString(RESULT, json(scores));
    LOG.info(() -> table(scores));
    List<String> unexplained =
        scores.values().stream().flatMap(score -> score.differences.stream()).toList();
    assertThat(unexplained).as("unexplained differences").isEmpty();
    if (folder.equals(DEFAULT_FOLDER.toAbsolutePath().normalize())) {
      assertThat(reasoned.unused("message", false)).as("rules that explain nothing").isEmpty();
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("conformance.dir", DEFAULT_FOLDER.toString()))
        .toAbsolutePath()
        .normalize();
  }

  private static String table(Map<String, Score> scores) {
    return scores.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%-24s %s", e.getKey(), e.getValue()))
        .collect(joining("\n", "Agreement with recorded calls:\n", ""));
  }

  private static String json(Map<String, Score> scores) {
    var map = new LinkedHashMap<String, Object>();
    scores.forEach((type, score) -> map.put(type, score.counts()));
    return PyJson.dumps(map);
  }

  /** How many calls of a type agree. */
  private static final class Score {
    private final List<String> differences = new ArrayList<>();
    private long equal;
    private long reasoned;

    void count(RecordedCall call, @Nullable Object answer, ReasonedDifferences rules) {
      String name = call.type() + "." + call.op();
      String value = Text.repr(call.value());
      String here = Text.repr(answer);
      if (call.agrees(answer)) {
        equal++;
      } else if (rules.explains(name, value, call.original(), here)) {
        reasoned++;
      } else {
        String shown = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value;
        differences.add(
            "%s %s%s %s: %s expected, not %s"
                .formatted(
                    call.id(),
                    name,
                    call.sanitize() ? " (sanitised)" : "",
                    shown,
                    call.original(),
                    here));
      }
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
          Locale.ROOT, "%5d equal, %d different, %d reasoned", equal, differences.size(), reasoned);
    }
  }
}
