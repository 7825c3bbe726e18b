package intelmq.localstack.server;

import java.net.URI;

/** A server of the local cloud, up until it is closed. */
public interface Server extends AutoCloseable {
  /** Where clients reach it: an HTTP address on the loopback interface. */
  URI endpoint();

  @Override
  void close();
}
