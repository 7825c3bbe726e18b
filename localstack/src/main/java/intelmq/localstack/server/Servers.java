package intelmq.localstack.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** All servers of the local cloud, started together. */
public final class Servers implements AutoCloseable {
  private final ServerSettings settings;
  private final Consumer<Progress> progress;
  private final Map<Kind, Server> running = new ConcurrentHashMap<>();
  private final Map<Kind, Integer> ports = new ConcurrentHashMap<>();

  private Servers(ServerSettings settings, Consumer<Progress> progress) {
    this.settings = settings;
    this.progress = progress;
    ports.putAll(settings.ports());
  }

  /**
   * Starts them in parallel, and returns when all are up.
   *
   * @param progress hears of each, from several threads
   * @throws IOException when one does not come up; then none is left running
   */
  public static Servers start(ServerSettings settings, Consumer<Progress> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.directory());
    var servers = new Servers(settings, progress);
    try {
      servers.startAll();
    } catch (IOException | InterruptedException | RuntimeException e) {
      servers.close();
      throw e;
    }
    return servers;
  }

  /** Whether a server is up. */
  public boolean has(Kind kind) {
    return running.containsKey(kind);
  }

  /**
   * Where clients reach a server.
   *
   * @throws IllegalStateException when it is not up
   */
  public URI endpoint(Kind kind) {
    return server(kind, Server.class).endpoint();
  }

  /** The one for parameters, secrets, events and mail. */
  public ControlPlane controlPlane() {
    return server(Kind.CONTROL, ControlPlane.class);
  }

  /** The one that answers the collectors' requests. */
  public FeedProxy feedProxy() {
    return server(Kind.FEEDS, FeedProxy.class);
  }

  /** Stops one server, as if it were down. */
  public void down(Kind kind) {
    Server server = running.remove(kind);
    if (server != null) {
      server.close();
    }
  }

  /**
   * Starts one server again, at the address it had; S3 and OpenSearch have what they held, the
   * others start empty.
   *
   * @throws IOException when it does not come up
   */
  public void up(Kind kind) throws IOException, InterruptedException {
    if (has(kind)) {
      throw new IllegalStateException(kind.label() + " is up already");
    }
    progress.accept(new Progress.Starting(kind));
    long begin = System.nanoTime();
    Server server = open(kind, ports.getOrDefault(kind, 0));
    running.put(kind, server);
    ports.put(kind, server.endpoint().getPort());
    progress.accept(
        new Progress.Ready(kind, server.endpoint(), Duration.ofNanos(System.nanoTime() - begin)));
  }

  @Override
  public void close() {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List.copyOf(running.keySet()).forEach(kind -> threads.execute(() -> down(kind)));
    }
  }

  /** On platform threads: some servers hand their first thread's properties on to their pools. */
  private void startAll() throws IOException, InterruptedException {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var starts = new ArrayList<Future<?>>();
      for (Kind kind : Kind.values()) {
        if (settings.without().contains(kind)) {
          progress.accept(new Progress.LeftOut(kind));
        } else {
          starts.add(
              threads.submit(() -> {
                up(kind);
                return kind;
              }));
        }
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    }
  }

  private Server open(Kind kind, int port) throws IOException, InterruptedException {
    Path directory = settings.directory();
    return switch (kind) {
      case OBJECTS -> Objects.start(port, directory.resolve("s3"), settings.objects());
      case QUEUES -> Queues.start(port);
      case TABLES ->
          Tables.start(port, settings.tableLibraries(), directory.resolve("dynamodb.log"));
      case SEARCH -> Search.start(port, directory.resolve("opensearch"));
      case CONTROL -> ControlPlane.start(port, directory.resolve("mail"), settings.events());
      case FEEDS -> FeedProxy.start(port, directory.resolve("feeds-ca.pem"), settings.online());
    };
  }

  private <T extends Server> T server(Kind kind, Class<T> type) {
    Server server = running.get(kind);
    if (server == null) {
      throw new IllegalStateException(kind.label() + " is not up");
    }
    return type.cast(server);
  }
}
