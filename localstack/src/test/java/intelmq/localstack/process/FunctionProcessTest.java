package intelmq.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class FunctionProcessTest {
  private static final Path CLIENT = Path.of("runtime-client/target/lib");
  private static final Path CODE = Path.of("target/test-classes");
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private FunctionProcesses processes = new FunctionProcesses(CLIENT, CODE);

  @BeforeEach
  void open() {
    assumeTrue(Files.isDirectory(CLIENT), "the runtime interface client is not built yet");
    processes = new FunctionProcesses(CLIENT, directory);
  }

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void invocationsAreAnsweredAndWhatIsLoggedIsHeard() throws IOException, InterruptedException {
    FunctionProcess process = start(256, Map.of("WORD", "hello"));

    Map<?, ?> answer =
        new JsonMapper().readValue(process.invoke("{\"do\":\"echo\"}", LONG), Map.class);

    assertThat(answer.get("word")).isEqualTo("hello");
    assertThat(answer.get("memory")).isEqualTo(256);
    // 85 % of the memory, of which one of the young generation's halves is not counted
    assertThat((Integer) answer.get("heap")).isBetween(190, 218);
    assertThat((Integer) answer.get("left")).isBetween(1, (int) LONG.toMillis());
    assertThat(answer.get("function")).isEqualTo("arn:echo");
    assertThat(log.poll(1, TimeUnit.MINUTES)).isEqualTo("a line\nand another");
  }

  @Test
  void anErrorFailsTheInvocationAndTheProcessGoesOn() throws IOException {
    FunctionProcess process = start(256, Map.of("WORD", "hello"));

    assertThatIOException()
        .isThrownBy(() -> process.invoke("{\"do\":\"throw\"}", LONG))
        .withMessageContaining("thrown");

    assertThat(process.alive()).isTrue();
    assertThat(process.invoke("{\"do\":\"echo\"}", LONG)).contains("hello");
  }

  @Test
  void whenItsTimeIsOverTheProcessIsKilled() throws IOException {
    FunctionProcess process = start(256, Map.of("WORD", "hello"));

    assertThatIOException()
        .isThrownBy(() -> process.invoke("{\"do\":\"sleep\"}", Duration.ofSeconds(1)))
        .withMessage("Task timed out after 1 seconds");

    assertThat(process.alive()).isFalse();
    assertThat(log).contains("Task timed out after 1 seconds");
  }

  @Test
  void aProcessThatEndsFailsTheInvocation() throws IOException {
    FunctionProcess process = start(256, Map.of("WORD", "hello"));

    assertThatIOException()
        .isThrownBy(() -> process.invoke("{\"do\":\"exit\"}", LONG))
        .withMessage("Runtime exited with code 7");

    assertThat(process.alive()).isFalse();
  }

  @Test
  void moreMemoryThanTheFunctionHasIsAnError() throws IOException {
    FunctionProcess process = start(128, Map.of("WORD", "hello"));

    assertThatIOException()
        .isThrownBy(() -> process.invoke("{\"do\":\"fill\"}", LONG))
        .withMessageContaining("OutOfMemoryError");
  }

  @Test
  void aConstructorThatFailsIsSaid() {
    assertThatIOException()
        .isThrownBy(() -> start(256, Map.of()))
        .withMessageContaining("WORD is missing");
  }

  @Test
  void theMemoryOfAProcessIsKnown() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc");
    FunctionProcess process = start(256, Map.of("WORD", "hello"));

    assertThat(process.resident().orElseThrow()).isBetween(10L << 20, 256L << 20);
    assertThat(process.heapAfterCollection().orElseThrow()).isLessThan(100L << 20);
    processes.stop(process);
    assertThat(processes.peaks()).containsOnlyKeys("echo");
    assertThat(processes.running()).isEmpty();
  }

  private FunctionProcess start(int memory, Map<String, String> variables) throws IOException {
    return processes.start(
        new FunctionProcess.Spec(
            "echo", "arn:echo", CODE, "intelmq.localstack.process.Echo", memory, variables),
        log::add);
  }
}
