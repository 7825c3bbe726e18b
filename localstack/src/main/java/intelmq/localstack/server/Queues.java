package intelmq.localstack.server;

import java.net.URI;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS by ElasticMQ, with the limits of AWS (a message has at most 1 MiB). */
public final class Queues implements Server {
  private final SQSRestServer server;
  private final URI endpoint;

  private Queues(SQSRestServer server) {
    this.server = server;
    endpoint = LocalAccount.http(server.waitUntilStarted().localAddress().getPort());
  }

  /** Starts it on a port, or on a free one for 0. */
  public static Queues start(int port) {
    var builder =
        SQSRestServerBuilder.withInterface(LocalAccount.HOST)
            .withPort(port)
            .withAWSRegion(LocalAccount.REGION)
            .withAWSAccountId(LocalAccount.ID);
    // queue URLs name the server's address, which is known only later when the port is free to
    // choose
    var addressed =
        port == 0
            ? builder.withDynamicPort()
            : builder.withServerAddress(new NodeAddress("http", LocalAccount.HOST, port, ""));
    return new Queues(addressed.start());
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    var _ = server.stopAndWait();
  }
}
