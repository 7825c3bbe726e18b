package intelmq.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The processes of one cloud's functions. */
public final class FunctionProcesses implements AutoCloseable {
  private final Path client;
  private final Path directory;
  private final AtomicInteger started = new AtomicInteger();
  private final Set<FunctionProcess> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> peaks = new ConcurrentHashMap<>();
  private final Map<String, Duration> ended = new ConcurrentHashMap<>();
  private @Nullable List<String> flags;

  /**
   * Processes to be started.
   *
   * @param client the folder with the jars of AWS's runtime interface client
   * @param directory takes what they print
   */
  public FunctionProcesses(Path client, Path directory) {
    this.client = client;
    this.directory = directory;
  }

  /**
   * Starts one, and returns when the function's constructor has run.
   *
   * @param log takes what the function logs, a record each
   * @throws IOException if the function does not start, with what it said
   */
  public FunctionProcess start(FunctionProcess.Spec spec, Consumer<String> log) throws IOException {
    if (!Files.isDirectory(client)) {
      throw new IOException("there is no " + client + ": run ./build package -DskipTests first");
    }
    Path files = directory.resolve(spec.function() + "-" + started.incrementAndGet());
    FunctionProcess process = FunctionProcess.start(spec, client, nativeFlags(), files, log);
    running.add(process);
    return process;
  }

  private synchronized List<String> nativeFlags() throws IOException {
    if (flags == null) {
      flags = NativeClient.flags(client, directory);
    }
    return flags;
  }

  /** Ends one. */
  public void stop(FunctionProcess process) {
    note(process);
    if (running.remove(process)) {
      process.cpu().ifPresent(time -> ended.merge(process.function(), time, Duration::plus));
    }
    process.close();
  }

  /** Those that run. */
  public List<FunctionProcess> running() {
    return List.copyOf(running);
  }

  /** How many were started so far. */
  public int started() {
    return started.get();
  }

  /** The most bytes of memory that were resident in a process of each function so far. */
  public Map<String, Long> peaks() {
    running.forEach(this::note);
    return new TreeMap<>(peaks);
  }

  /** The CPU time that the processes of each function have used so far. */
  public Map<String, Duration> cpu() {
    var sum = new TreeMap<>(ended);
    running.forEach(process ->
        process.cpu().ifPresent(time -> sum.merge(process.function(), time, Duration::plus)));
    return sum;
  }

  private void note(FunctionProcess process) {
    process.peak().ifPresent(bytes -> peaks.merge(process.function(), bytes, Math::max));
  }

  @Override
  public void close() {
    running().forEach(this::stop);
  }
}
