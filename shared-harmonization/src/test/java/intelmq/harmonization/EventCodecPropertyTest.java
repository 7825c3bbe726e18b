package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.CodecOracle.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The codec against a strict parser, on random lines: it never accepts what that one refuses, and
 * what it accepts is the same there.
 */
class EventCodecPropertyTest {
  private static final int LINES = 6_000;
  private static final int BATCHES = 300;

  private final CodecOracle oracle = new CodecOracle(Harmonization.standard());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void linesAreWhatAStrictParserSays(long seed) {
    var lines = new Lines(new Random(seed));
    int accepted = 0;
    for (int i = 0; i < LINES; i++) {
      byte[] line = lines.mutated();
      try {
        accepted += oracle.line(line).error() == null ? 1 : 0;
      } catch (AssertionError e) {
        throw new AssertionError("in line " + text(line), e);
      }
    }
    assertThat(accepted).as("accepted lines").isBetween(LINES / 10, LINES * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rightLinesAreRead(long seed) {
    var lines = new Lines(new Random(seed));
    for (int i = 0; i < LINES / 4; i++) {
      byte[] line = lines.right();
      assertThat(oracle.line(line).error()).as(() -> text(line)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void eventsAreEditedAsMapsAre(long seed) {
    var random = new Random(seed);
    var lines = new Lines(random);
    for (int i = 0; i < LINES / 2; i++) {
      byte[] line = lines.right();
      try {
        oracle.edits(line, random);
      } catch (AssertionError e) {
        throw new AssertionError("in line " + text(line), e);
      }
    }
  }

  /** Wrong lines among them, which leave the others as they are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void splittingAndJoiningBatchesLosesNothing(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < BATCHES; i++) {
      byte[] batch = CodecOracle.join(lines(random, 12));
      oracle.batch(batch);
      byte[] whole = rewrite(batch);
      List<byte[]> lines = CodecOracle.split(batch);
      int border = random.nextInt(lines.size() + 1);
      byte[] head = rewrite(CodecOracle.join(lines.subList(0, border)));
      byte[] tail = rewrite(CodecOracle.join(lines.subList(border, lines.size())));
      List<byte[]> parts = new ArrayList<>(CodecOracle.split(head));
      parts.addAll(CodecOracle.split(tail));
      assertThat(CodecOracle.join(parts)).isEqualTo(whole);
      assertThat(rewrite(whole)).isEqualTo(whole);
    }
  }

  /** The names that were met are shared by all readers; here they are often new. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void threadsReadBatchesUnderOneHarmonisation(long seed) throws InterruptedException {
    Harmonization harmonization = Harmonization.parse(Harmonization.standard().toJson());
    var shared = new CodecOracle(harmonization);
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      var random = new Random(seed * 100 + thread);
      tasks.add(() -> {
        for (int i = 0; i < 400; i++) {
          String name = "extra.n" + random.nextInt(30_000);
          String line = "{\"" + name + "\":" + i + ",\"source.port\":80,\"" + name + "x\":\"ä\"}";
          shared.edits(line.getBytes(StandardCharsets.UTF_8), random);
          shared.edits(new Lines(random).right(), random);
        }
        return true;
      });
    }
    try (var executor = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<Boolean> task : executor.invokeAll(tasks)) {
        assertThat(succeeds(task)).isTrue();
      }
    }
  }

  private static boolean succeeds(Future<Boolean> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("in another thread", e.getCause());
    }
  }

  /** The lines that are right, written by one writer. */
  private byte[] rewrite(byte[] batch) {
    var out = new EventWriter(64);
    for (Reading reading : oracle.readAll(batch)) {
      if (reading.error() == null) {
        out.write(reading.accepted());
        out.ascii('\n');
      }
    }
    return out.toByteArray();
  }

  private static List<byte[]> lines(Random random, int most) {
    var lines = new Lines(random);
    List<byte[]> some = new ArrayList<>();
    for (int i = random.nextInt(1, most); i > 0; i--) {
      some.add(random.nextInt(4) == 0 ? lines.mutated() : lines.right());
    }
    return some;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
