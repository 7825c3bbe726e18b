package intelmq.runtime;

import intelmq.bot.port.Objects;
import java.io.IOException;
import java.util.Optional;

/** Object storage as the runtime itself uses it. */
public interface Storage extends Objects {
  /** The content of an object, if there is one and it may be read. */
  Optional<byte[]> get(String bucket, String key) throws IOException;

  /** Stores an object unless there is one of that key already; returns whether there was none. */
  boolean putNew(String bucket, String key, byte[] content, String contentType) throws IOException;
}
