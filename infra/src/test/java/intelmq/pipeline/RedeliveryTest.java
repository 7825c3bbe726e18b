package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.lambda.OutputFunction;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ReportId;
import intelmq.runtime.aws.DynamoClaims;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/guarantees.md, held by the outputs' functions against real stores: whatever is delivered
 * again, each event is there once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class RedeliveryTest {
  private @Nullable Outputs started;
  private int reports;

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws IOException, InterruptedException {
    started = Outputs.start(directory);
  }

  @AfterAll
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  static Stream<String> outputs() {
    return Outputs.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void aBatchDeliveredTwice(String output) throws IOException, InterruptedException {
    Envelope batch = batch(0, 1, 2);
    OutputFunction function = servers().function(output);
    assertThat(Outputs.acknowledges(function, batch.encode())).isTrue();
    // in the same environment, and in another one
    assertThat(Outputs.acknowledges(function, batch.encode())).isTrue();
    assertThat(Outputs.acknowledges(servers().function(output), batch.encode())).isTrue();
    assertThat(stored(output, batch)).containsExactly("0", "1", "2");
  }

  /** An event that failed before the output comes alone; then its batch is delivered again. */
  @ParameterizedTest
  @MethodSource("outputs")
  void aSplitRedelivery(String output) throws IOException, InterruptedException {
    Envelope batch = batch(0, 1, 2);
    Entry failed = batch.entries().get(1);
    OutputFunction function = servers().function(output);
    List<Envelope> messages =
        List.of(
            batch.forward(List.of(batch.entries().getFirst(), batch.entries().getLast())),
            batch.retry(List.of(failed), 0),
            batch);
    for (Envelope message : messages) {
      assertThat(Outputs.acknowledges(function, message.encode())).isTrue();
    }
    List<String> stored = stored(output, batch);
    assertThat(new LinkedHashSet<>(stored)).containsExactly("0", "1", "2");
    if (output.equals("file")) {
      // two objects have it, each under the event's id
      assertThat(stored).containsExactly("0", "1", "1", "2");
    } else {
      assertThat(stored).doesNotHaveDuplicates();
    }
  }

  /** A batch too large for a message is halved; the whole and the halves share their claims. */
  @ParameterizedTest
  @MethodSource("outputs")
  void halvesAndTheWhole(String output) throws IOException, InterruptedException {
    Envelope batch = batch(0, 1, 2, 3);
    OutputFunction function = servers().function(output);
    for (Envelope half : batch.halves()) {
      assertThat(Outputs.acknowledges(function, half.encode())).isTrue();
      assertThat(Outputs.acknowledges(function, half.encode())).isTrue();
    }
    assertThat(stored(output, batch)).containsExactly("0", "1", "2", "3");
  }

  /** The store has the events, but what the message is to end with fails: it comes again. */
  @ParameterizedTest
  @MethodSource("outputs")
  void aCrashBetweenTheStoreAndTheAcknowledgement(String output)
      throws IOException, InterruptedException {
    Envelope batch = batch(0, 1, 2);
    String body = batch.encode();
    String damaged = body.replace("\n2 {", "\n2 [");
    assertThat(damaged).isNotEqualTo(body);
    boolean acknowledged =
        Outputs.acknowledges(servers().functionWithoutQuarantine(output), damaged);
    List<String> again = acknowledged ? servers().deferred(output) : List.of(damaged);
    assertThat(stored(output, batch)).containsExactly("0", "1");
    assertThat(again)
        .isNotEmpty()
        .allMatch(message -> Outputs.acknowledges(servers().function(output), message));
    assertThat(stored(output, batch)).containsExactly("0", "1");
    assertThat(setAside(output, batch)).hasSize(1).allMatch(line -> line.contains(":2\""));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void manyInvocationsAtOnce(String output)
      throws IOException, InterruptedException, ExecutionException {
    Envelope batch = batch(0, 1, 2);
    String body = batch.encode();
    OutputFunction function = servers().function(output);
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Boolean> invocation = () -> Outputs.acknowledges(function, body);
      for (Future<Boolean> result :
          threads.invokeAll(Stream.generate(() -> invocation).limit(8).toList())) {
        assertThat(result.get()).isTrue();
      }
    }
    assertThat(stored(output, batch)).containsExactly("0", "1", "2");
    if (output.equals("ses")) {
      // those that came second wait, and find it sent
      for (String deferred : servers().deferred(output)) {
        assertThat(Outputs.acknowledges(function, deferred)).isTrue();
      }
      assertThat(stored(output, batch)).containsExactly("0", "1", "2");
    }
    assertThat(setAside(output, batch)).isEmpty();
  }

  /** Whoever claimed the mail has ended without a word: nobody sends it, and people are told. */
  @Test
  void aCrashBetweenClaimAndConfirmation() throws IOException, InterruptedException {
    Envelope batch = batch(0, 1, 2);
    Instant deadline = Instant.now().plusSeconds(60);
    claim(batch, deadline, "1");
    OutputFunction function = servers().function("ses");
    assertThat(Outputs.acknowledges(function, batch.encode())).isTrue();
    assertThat(stored("ses", batch)).containsExactly("0", "2");
    assertThat(setAside("ses", batch)).as("it may still be at work").isEmpty();
    List<String> waiting = servers().deferred("ses");
    assertThat(waiting).hasSize(1);
    // the events claimed since have given the others their time, too
    Instant later = Instant.now().plusSeconds(300);
    assertThat(Outputs.acknowledges(servers().functionAt("ses", later), waiting.getFirst()))
        .isTrue();
    assertThat(stored("ses", batch)).containsExactly("0", "2");
    assertThat(setAside("ses", batch))
        .hasSize(1)
        .allSatisfy(line ->
            assertThat(line).contains("unconfirmed", "the mail may have gone out or not", ":1\""));
  }

  /** A clock that is wrong may say too early that somebody has ended; nothing is sent twice. */
  @Test
  void aClockThatIsHoursAhead() throws IOException, InterruptedException {
    Envelope batch = batch(0, 1);
    claim(batch, Instant.now().plusSeconds(60), "0", "1");
    OutputFunction ahead = servers().functionAt("ses", Instant.now().plusSeconds(36_000));
    assertThat(Outputs.acknowledges(ahead, batch.encode())).isTrue();
    assertThat(stored("ses", batch)).isEmpty();
    assertThat(setAside("ses", batch)).hasSize(2);
  }

  private void claim(Envelope batch, Instant deadline, String... ordinals) throws IOException {
    var claims = new DynamoClaims(servers().dynamoDb(), "facts", "ses", InstantSource.system());
    claims.claim(
        new Batch(
            batch.batch(), batch.report().toString(), batch.report().day(), deadline, List.of()),
        "duty@example.org",
        List.of(ordinals));
  }

  private Outputs servers() {
    return Objects.requireNonNull(started);
  }

  /** A batch of a report of its own. */
  private Envelope batch(int... ordinals) {
    var report = ReportId.of("example-feed", Instant.EPOCH.plusSeconds(reports++), "0");
    var entries = new ArrayList<Entry>();
    Arrays.stream(ordinals)
        .forEach(ordinal -> {
          var event = new Event();
          assertThat(event.add(Fields.SOURCE_IP, "192.0.2." + ordinal)).isTrue();
          entries.add(new Entry(Integer.toString(ordinal), event));
        });
    return Envelope.first(report, entries);
  }

  private List<String> stored(String output, Envelope batch)
      throws IOException, InterruptedException {
    String report = batch.report().toString();
    return servers().ids(output, report).stream()
        .map(id -> id.substring(report.length() + 1))
        .toList();
  }

  private List<String> setAside(String output, Envelope batch) {
    return servers().quarantine(output).stream()
        .filter(line -> line.contains("\"" + batch.report() + ":"))
        .toList();
  }
}
