package intelmq.localstack.server;

/**
 * An object has been stored.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 * @param size in bytes
 * @param etag the entity tag without quotes
 * @param reason what stored it, in EventBridge's words: {@code PutObject}, {@code CopyObject} or
 *     {@code CompleteMultipartUpload}
 */
public record ObjectCreated(String bucket, String key, long size, String etag, String reason) {
  /** Hears of every object stored. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called after the object is there and before the client's call returns, so that whoever sees
     * the call return also sees its consequences; must not throw.
     */
    void created(ObjectCreated object);
  }
}
