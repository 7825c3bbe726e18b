package intelmq.localstack.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** An ordinary forward proxy: bytes go to the server the client names, and back. */
final class PassThrough {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PassThrough() {}

  /** Serves one request: a tunnel, or a plain one. */
  static void serve(Socket client, HttpHead request) throws IOException {
    try (var server = new Socket()) {
      try {
        open(client, request, server);
      } catch (IOException | IllegalArgumentException e) {
        FeedAnswer.text(502, "No connection to " + request.target() + ": " + e)
            .write(client.getOutputStream(), true);
        return;
      }
      var _ = Thread.startVirtualThread(() -> upload(client, server));
      long _ = server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void open(Socket client, HttpHead request, Socket server) throws IOException {
    var target = URI.create(request.isConnect() ? "https://" + request.target() : request.target());
    int port = target.getPort() < 0 ? 80 : target.getPort();
    server.connect(
        new InetSocketAddress(target.getHost(), port), Math.toIntExact(PATIENCE.toMillis()));
    if (request.isConnect()) {
      FeedAnswer.openTunnel(client.getOutputStream());
    } else {
      server.getOutputStream().write(request.forOrigin(pathAndQuery(target)));
    }
  }

  /** What the client sends after the head; ends when either side closes. */
  private static void upload(Socket client, Socket server) {
    try {
      long _ = client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException _) {
      // the exchange is over
    }
  }

  private static String pathAndQuery(URI target) {
    String path = Objects.requireNonNullElse(target.getRawPath(), "");
    return (path.isEmpty() ? "/" : path)
        + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
  }
}
