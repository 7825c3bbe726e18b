package intelmq.bot.port;

import java.io.IOException;

/** Object storage (S3). */
public interface Objects {
  /**
   * Stores an object, replacing one of the same key.
   *
   * @param contentType for instance {@code application/x-ndjson}
   * @param contentEncoding for instance {@code gzip}; empty for none
   */
  void put(String bucket, String key, byte[] content, String contentType, String contentEncoding)
      throws IOException;
}
