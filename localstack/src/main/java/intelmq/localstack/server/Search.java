package intelmq.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4ModulePlugin;

/** OpenSearch, a single node that keeps its indexes in a directory. */
public final class Search implements Server {
  /**
   * What is not here does not cost start time: no scripts, no ingest pipelines, no other analysers.
   */
  private static final List<Class<? extends Plugin>> MODULES = List.of(Netty4ModulePlugin.class);

  /** Asks for a JVM flag on every start; held here because loggers are held weakly. */
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  private final Node node;
  private final URI endpoint;

  private Search(Node node) {
    this.node = node;
    endpoint =
        LocalAccount.http(
            node.injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .getPort());
  }

  /**
   * Starts it on a port, or on a free one for 0; what the directory holds already is served.
   *
   * @throws IOException when it does not come up
   */
  public static Search start(int port, Path directory) throws IOException {
    VECTORS.setLevel(Level.OFF);
    Path configuration = Files.createDirectories(directory.resolve("config"));
    var settings =
        Settings.builder()
            .put("cluster.name", "local-cloud")
            .put("node.name", "local")
            .put("path.home", directory.toString())
            .put("path.data", directory.resolve("data").toString())
            .put("path.logs", directory.resolve("logs").toString())
            .put("network.host", LocalAccount.HOST)
            .put("http.port", port)
            .put("transport.port", 0)
            .put("discovery.type", "single-node")
            // one node: replicas would stay unassigned, and a full disk is the user's own affair
            .put("cluster.default_number_of_replicas", 0)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    var node = new OpenSearchRunnerNode(new Environment(settings, configuration), MODULES);
    try {
      return new Search(node.start());
    } catch (NodeValidationException | RuntimeException e) {
      node.close();
      throw new IOException("OpenSearch does not start on port " + port, e);
    }
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
