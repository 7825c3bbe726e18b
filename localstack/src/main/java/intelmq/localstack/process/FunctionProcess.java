package intelmq.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An environment of a function as on Lambda: a JVM under AWS's runtime interface client, with the
 * function's memory, its variables for an environment, and an end to each invocation.
 */
public final class FunctionProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /**
   * What the client frames goes to the pipe, what the JVM prints to the file; and the process ends
   * with its parent, however that went: only then does its standard input end.
   */
  private static final String COMMAND =
      "exec 3<&0 4>&1 1>&2; { read -r _ <&3; kill $$; } 4>&- & exec \"$@\" </dev/null 3<&-";

  private final Spec spec;
  private final Process process;
  private final RuntimeApi api;
  private final Path gcLog;
  private final Consumer<String> log;
  private volatile boolean stopped;

  /**
   * What is run.
   *
   * @param function its name
   * @param arn its ARN
   * @param jar its code
   * @param memory in MB
   * @param variables of its environment
   */
  public record Spec(
      String function,
      String arn,
      Path jar,
      String handler,
      int memory,
      Map<String, String> variables) {
    /** Takes a copy of the map. */
    public Spec {
      variables = Map.copyOf(variables);
    }
  }

  private FunctionProcess(
      Spec spec, Process process, RuntimeApi api, Path gcLog, Consumer<String> log) {
    this.spec = spec;
    this.process = process;
    this.api = api;
    this.gcLog = gcLog;
    this.log = log;
  }

  /**
   * Starts it, and returns when the function's constructor has run.
   *
   * @param client the folder with the jars of the runtime interface client
   * @param flags of the JVM, beside its own
   * @param files where its files go, and how their names begin
   * @param log takes what the function logs, a record each
   * @throws IOException if the function does not start, with what it said
   */
  static FunctionProcess start(
      Spec spec, Path client, List<String> flags, Path files, Consumer<String> log)
      throws IOException {
    RuntimeApi api = RuntimeApi.start(spec.arn());
    Path output = files.resolveSibling(files.getFileName() + ".out");
    Path gcLog = files.resolveSibling(files.getFileName() + ".gc");
    var builder = new ProcessBuilder(command(spec, client, flags, gcLog));
    builder.redirectError(output.toFile());
    environment(spec, api, builder.environment());
    Process process = builder.start();
    var started = new FunctionProcess(spec, process, api, gcLog, log);
    Thread.ofVirtual().name(spec.function() + "-log").start(started::readLog);
    try {
      CompletableFuture.anyOf(api.ready(), process.onExit())
          .get(START.toSeconds(), TimeUnit.SECONDS);
      if (!process.isAlive()) {
        throw new IOException("it ended: " + Files.readString(output).strip());
      }
      return started;
    } catch (InterruptedException e) {
      started.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      started.close();
      throw new IOException(reason(e) + " " + Files.readString(output).strip(), e);
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Lambda gives the heap 85 % of the memory, takes the collector of small heaps, and does without
   * the optimising compiler.
   */
  private static List<String> command(Spec spec, Path client, List<String> flags, Path gcLog) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", COMMAND, spec.function()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-XX:MaxHeapSize=" + spec.memory() * 1024L * 85 / 100 + "k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:gc:file=" + gcLog.toAbsolutePath() + ":uptime:filecount=0",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // how the client opens the descriptor of its log
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-cp",
            spec.jar().toAbsolutePath() + ":" + client.toAbsolutePath() + "/*",
            MAIN,
            spec.handler()));
    return command;
  }

  private static void environment(Spec spec, RuntimeApi api, Map<String, String> variables) {
    String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
    variables.clear();
    variables.put("PATH", path);
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("_HANDLER", spec.handler());
    variables.put("_LAMBDA_TELEMETRY_LOG_FD", "4");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memory()));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.function());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("LAMBDA_TASK_ROOT", spec.jar().toAbsolutePath().resolveSibling("").toString());
    variables.putAll(spec.variables());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.function());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
  }

  /**
   * Invokes the function; the JSON of its answer comes back.
   *
   * @throws IOException if the function threw, if its time was over, for which it is killed, or if
   *     its process ended
   */
  public String invoke(String event, Duration timeout) throws IOException {
    CompletableFuture<String> answer = api.invoke(event, timeout);
    CompletableFuture<Object> first = CompletableFuture.anyOf(answer, process.onExit());
    try {
      if (first.get(timeout.toMillis(), TimeUnit.MILLISECONDS) instanceof String text) {
        return text;
      }
      throw failed("Runtime exited with code " + process.exitValue(), null);
    } catch (TimeoutException e) {
      close();
      throw failed("Task timed out after " + timeout.toSeconds() + " seconds", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Lambda says so in the function's log. */
  private IOException failed(String message, @Nullable Throwable cause) {
    log.accept(message);
    return new IOException(message, cause);
  }

  /** The function's name. */
  public String function() {
    return spec.function();
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it can be invoked. */
  public boolean alive() {
    return !stopped && process.isAlive();
  }

  /** Bytes of memory that are resident; nothing where the system does not say, or when it ended. */
  public OptionalLong resident() {
    return ProcessMemory.resident(process.pid());
  }

  /** The most bytes of memory that ever were resident. */
  public OptionalLong peak() {
    return ProcessMemory.peak(process.pid());
  }

  /** The CPU time it has used so far, compiler and collector included; nothing when it ended. */
  public Optional<Duration> cpu() {
    return process.toHandle().info().totalCpuDuration();
  }

  /**
   * Bytes that were allocated, from what the collections of the heap found and left.
   *
   * @throws IOException if what it notes of collections cannot be read
   */
  public long allocated() throws IOException {
    return HeapCheck.allocated(gcLog);
  }

  /** The function's limit of memory, in bytes. */
  public long limit() {
    return spec.memory() * 1024L * 1024;
  }

  /** Bytes of the heap that are in use after a collection, which this has the process do. */
  public OptionalLong heapAfterCollection() throws IOException, InterruptedException {
    return HeapCheck.collect(process.pid(), gcLog);
  }

  @Override
  public void close() {
    stopped = true;
    process.destroyForcibly();
    api.close();
    try {
      // what waits for the end of this ends, too
      process.getOutputStream().close();
    } catch (IOException e) {
      // it was closed already
    }
  }

  private void readLog() {
    try (var stream = process.getInputStream()) {
      LogFrames.read(stream, log);
    } catch (IOException e) {
      if (alive()) {
        log.accept("the log cannot be read: " + e.getMessage());
      }
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
