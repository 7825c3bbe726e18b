package intelmq.lambda;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What EventBridge says of an object that was created in S3.
 *
 * @param time when, as ISO 8601
 * @param size in bytes
 */
record StoredObject(String bucket, String key, long size, String time) {
  /** Reads an event of type {@code Object Created}. */
  static Optional<StoredObject> of(@Nullable Object event) {
    return event instanceof Map<?, ?> map
            && map.get("detail") instanceof Map<?, ?> detail
            && detail.get("bucket") instanceof Map<?, ?> bucket
            && bucket.get("name") instanceof String name
            && detail.get("object") instanceof Map<?, ?> object
            && object.get("key") instanceof String key
            && map.get("time") instanceof String time
        ? Optional.of(
            new StoredObject(
                name, key, object.get("size") instanceof Number size ? size.longValue() : 0, time))
        : Optional.empty();
  }
}
