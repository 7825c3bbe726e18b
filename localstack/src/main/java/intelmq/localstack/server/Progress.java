package intelmq.localstack.server;

import java.net.URI;
import java.time.Duration;

/** What becomes of a server while the servers start. */
public sealed interface Progress {
  /** The server. */
  Kind kind();

  /** Its start has begun. */
  record Starting(Kind kind) implements Progress {}

  /** It is up. */
  record Ready(Kind kind, URI endpoint, Duration took) implements Progress {}

  /** It is left out of this run. */
  record LeftOut(Kind kind) implements Progress {}
}
