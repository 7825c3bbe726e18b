package intelmq.runtime;

import intelmq.harmonization.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Events that fit no message, as objects {@code large/<stage>/<batch>.<hash>} in the bucket of
 * reports: the same event again has the same key, and what a later function made of it another.
 */
final class LargeEvents implements Envelope.Objects {
  private static final String PREFIX = "large/";
  private static final int HASH_BYTES = 6;

  private final Storage storage;
  private final String bucket;
  private final String stage;

  /** Those of a stage; no bucket, no large events. */
  LargeEvents(Storage storage, String bucket, String stage) {
    this.storage = storage;
    this.bucket = bucket;
    this.stage = stage;
  }

  boolean possible() {
    return !bucket.isEmpty();
  }

  String key(String batch, byte[] lines) {
    return PREFIX + stage + "/" + batch + "." + hash(lines);
  }

  void store(String key, byte[] lines) throws IOException {
    storage.put(bucket, key, lines, "text/plain; charset=utf-8", "");
  }

  @Override
  public byte[] read(String key) throws IOException {
    if (!possible() || !key.startsWith(PREFIX)) {
      throw new UndecodableException("a message that refers to " + key + ", where no events lie");
    }
    return storage
        .get(bucket, key)
        .orElseThrow(
            () -> new UndecodableException("a message that refers to " + key + ", which is gone"));
  }

  private static String hash(byte[] content) {
    return hash(content, HASH_BYTES);
  }

  /** The first bytes of the SHA-256 of a content, in hexadecimal digits. */
  static String hash(byte[] content, int bytes) {
    return Sha256.hex(content, 2 * bytes);
  }

  static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8), HASH_BYTES);
  }
}
