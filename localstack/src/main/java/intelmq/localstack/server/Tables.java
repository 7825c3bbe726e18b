package intelmq.localstack.server;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DynamoDB by Amazon's DynamoDB Local, in memory, as a process of its own: its licence allows
 * neither compiling against it nor shipping it.
 *
 * <p>It listens on every interface, as it cannot be told otherwise.
 */
public final class Tables implements Server {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * Ends the server when this process is gone, however it went: only then does its standard input
   * end.
   */
  private static final String FOLLOW_PARENT =
      "exec 3<&0; { read -r _ <&3; kill $$; } & exec \"$@\" </dev/null";

  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // starts faster, and without the classes of the telemetry client, which is off
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final URI endpoint;

  private Tables(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it on a port, or on a free one for 0.
   *
   * @param libraries the folder of its jars
   * @param log the file that takes what it prints
   * @throws IOException when it does not come up
   */
  public static Tables start(int port, Path libraries, Path log)
      throws IOException, InterruptedException {
    int chosen = freePort(port);
    var command = new ArrayList<>(List.of("/bin/sh", "-c", FOLLOW_PARENT, "dynamodb-local"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", classPath(libraries)));
    command.add("software.amazon.dynamodb.services.local.main.ServerRunner");
    command.addAll(
        List.of("-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(chosen)));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    var tables = new Tables(builder.start(), LocalAccount.http(chosen));
    try {
      tables.awaitUp(log);
    } catch (IOException | InterruptedException e) {
      tables.close();
      throw e;
    }
    return tables;
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void awaitUp(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("DynamoDB Local does not start: " + Files.readString(log).strip());
      }
      Thread.sleep(PAUSE);
    }
  }

  private boolean answers() {
    try (var socket = new Socket(LocalAccount.ADDRESS, endpoint.getPort())) {
      return process.isAlive() && socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static String classPath(Path libraries) throws IOException {
    if (!Files.isDirectory(libraries)) {
      throw new IOException(
          "DynamoDB Local is not in "
              + libraries
              + "; fetch it with ./build -pl localstack/dynamodb-local -am");
    }
    try (var files = Files.list(libraries)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /**
   * DynamoDB Local does not say which port it took, so one is chosen for it; a taken one is an
   * error here.
   */
  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket(wanted)) {
      return socket.getLocalPort();
    }
  }
}
