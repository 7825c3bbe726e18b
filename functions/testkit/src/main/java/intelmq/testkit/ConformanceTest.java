package intelmq.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.port.Http;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Replays recordings of IntelMQ's bots with those of the module's catalogue that are their
 * counterparts: {@code <kind>s.jsonl} in the folder that the system property {@code
 * conformance.dir} names. Skipped where there is no such file.
 *
 * <p>A case is equal, different, or different for a reason that stands in {@code
 * docs/differences.md} ({@link Reasons}); how many of each a bot has is written to {@code
 * target/conformance-<kind>s.json}. What IntelMQ stopped at must be refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD) // a case may go on where the one before ended
public abstract class ConformanceTest {
  private static final Path FOLDER = Path.of(System.getProperty("conformance.dir", ""));
  private static final Logger LOG = Logger.getLogger(ConformanceTest.class.getName());

  private final List<BotSpec> bots = StandardSuite.bots();
  private final String kind = bots.getFirst().kind().label() + "s";
  private final Map<String, Score> scores = new TreeMap<>();
  private @Nullable Replay previous;

  /**
   * Replays a case and compares what the bot does with what is recorded.
   *
   * @throws AssertionError if that is something else
   */
  protected abstract void check(Replay replay) throws IOException, InterruptedException;

  /**
   * Parameters that the bot of a case has here and IntelMQ's has not. What is required and still
   * missing is taken from the bot's first golden case.
   *
   * @param reference the folder of what IntelMQ had at hand when the case was recorded
   */
  protected Map<String, Object> parameters(Recorded recorded, Path reference) throws IOException {
    return Map.of();
  }

  /** The fields of events where a case was recorded; as for {@link #parameters}. */
  protected Harmonization harmonization(Recorded recorded, Path reference) throws IOException {
    return Harmonization.standard();
  }

  /** The web servers of a bot, unless they are the recorded ones. */
  protected Http http(BotSpec spec, Http recorded) {
    return recorded;
  }

  @TestFactory
  final Stream<DynamicNode> conformance() throws IOException {
    Path file = FOLDER.resolve(kind + ".jsonl");
    assumeTrue(Files.exists(file), "there are no recordings in " + file);
    var reasons = Reasons.read();
    var tests = new ArrayList<DynamicNode>();
    for (String line : Files.readAllLines(file)) {
      Recorded recorded = Recorded.parse(line);
      for (BotSpec spec : bots) {
        if (spec.upstream().equals(recorded.bot())) {
          String name = spec.name() + ": " + recorded.id();
          tests.add(dynamicTest(name, () -> count(spec, recorded, reasons)));
        }
      }
    }
    tests.add(
        dynamicTest(
            "every reason is needed",
            () -> assertThat(reasons.needless()).as("reasons of equal cases").isEmpty()));
    bots.forEach(this::score);
    return tests.stream();
  }

  private Score score(BotSpec spec) {
    return scores.computeIfAbsent(spec.name(), name -> new Score());
  }

  private void count(BotSpec spec, Recorded recorded, Reasons reasons)
      throws IOException, InterruptedException {
    Score score = score(spec);
    try {
      replay(spec, recorded);
      reasons.equal(spec, recorded);
      score.equal++;
    } catch (AssertionError | RuntimeException | IOException e) {
      if (!reasons.explain(spec, recorded)) {
        score.different++;
        throw e;
      }
      score.reasoned++;
    }
  }

  private void replay(BotSpec spec, Recorded recorded) throws IOException, InterruptedException {
    if (recorded.has("raises")) {
      assertThatExceptionOfType(ConfigurationException.class)
          .as("IntelMQ stops: " + recorded.map("raises").get("message"))
          .isThrownBy(() -> create(spec, recorded, false).close());
      return;
    }
    if (!recorded.continuesPrevious() || previous == null) {
      finish();
      previous = create(spec, recorded, true);
    } else {
      previous = previous.with(recorded);
    }
    check(previous);
  }

  private Replay create(BotSpec spec, Recorded recorded, boolean complete) throws IOException {
    Path reference = FOLDER.resolveSibling("reference");
    var parameters = new LinkedHashMap<String, Object>(parameters(recorded, reference));
    parameters.putAll(recorded.parameters());
    if (complete) {
      Map<String, Object> example = GoldenCase.example(spec);
      for (ParamSpec param : spec.params()) {
        if (param.required() && example.containsKey(param.name())) {
          parameters.putIfAbsent(param.name(), example.get(param.name()));
        }
      }
    }
    return Replay.of(
        spec, recorded, parameters, harmonization(recorded, reference), web -> http(spec, web));
  }

  @AfterAll
  final void finish() {
    if (previous != null) {
      previous.close();
      previous = null;
    }
  }

  @AfterAll
  final void report() throws IOException {
    if (!scores.isEmpty()) {
      var counts = new LinkedHashMap<String, Object>();
      scores.forEach((bot, score) -> counts.put(bot, score.counts()));
      Files.writeString(Path.of("target", "conformance-" + kind + ".json"), Json.text(counts));
      LOG.info(() ->
          scores.entrySet().stream()
              .map(e -> String.format(Locale.ROOT, "%-24s %s", e.getKey(), e.getValue()))
              .collect(joining("\n", "Agreement with recorded " + kind + ":\n", "")));
    }
  }

  private static final class Score {
    private int equal;
    private int different;
    private int reasoned;

    Map<String, Object> counts() {
      var counts = new LinkedHashMap<String, Object>();
      counts.put("equal", equal);
      counts.put("different", different);
      counts.put("reasoned", reasoned);
      return counts;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%4d equal, %d different, %d reasoned", equal, different, reasoned);
    }
  }
}
