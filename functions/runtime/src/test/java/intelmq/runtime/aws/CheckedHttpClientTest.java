package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A connection that breaks is a failure of the network, wherever it breaks, and is tried again. */
class CheckedHttpClientTest {
  private final AtomicInteger connections = new AtomicInteger();

  /** A server that hangs up before it lets a body be sent. */
  private ServerSocket server() throws IOException {
    var server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket client = server.accept()) {
              if (client.getInputStream().read() >= 0) {
                connections.incrementAndGet();
              }
            } catch (IOException _) {
              // closed
            }
          }
        });
    return server;
  }

  private static void put(AwsClients clients) throws IOException {
    new S3Objects(clients.s3()).put("bucket", "key", "hi".getBytes(UTF_8), "text/plain", "");
  }

  @Test
  void aConnectionThatBreaksIsAFailureOfTheNetwork() throws IOException {
    try (ServerSocket server = server();
        AwsClients clients = StubService.clients(server.getLocalPort())) {
      assertThatIOException()
          .isThrownBy(() -> put(clients))
          .withMessageStartingWith("cannot store s3://bucket/key");
      assertThat(connections).hasValueGreaterThan(2);
    }
  }
}
