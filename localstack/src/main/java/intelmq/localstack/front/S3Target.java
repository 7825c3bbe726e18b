package intelmq.localstack.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request of S3 is about.
 *
 * @param key decoded; empty for the bucket itself
 */
record S3Target(String bucket, String key, Map<String, String> query) {
  S3Target {
    query = Map.copyOf(query);
  }

  /** Reads path and query, the bucket being the path's first part. */
  static S3Target of(String uri) {
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    int slash = path.indexOf('/', 1);
    String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
    String key = slash < 0 ? "" : decode(path.substring(slash + 1));
    var query = new HashMap<String, String>();
    if (question >= 0) {
      for (String pair : uri.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new S3Target(bucket, key, query);
  }

  /** In paths, unlike in forms, a plus is a plus. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
