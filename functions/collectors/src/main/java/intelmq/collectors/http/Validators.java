package intelmq.collectors.http;

import intelmq.bot.port.Http;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a collector remembers of the last answer of an address, so that it fetches and stores only
 * what is new: the validators of RFC 9110 (ETag and Last-Modified) and a hash of the content, for
 * servers that have none or change them without need.
 *
 * @param url the address; what is remembered of another one says nothing
 * @param state where it is kept
 */
record Validators(String url, Map<String, String> state) {
  private static final String URL = "url";
  private static final String ETAG = "etag";
  private static final String LAST_MODIFIED = "last_modified";
  private static final String SHA256 = "sha256";

  /** The request, so that an answer that is known need not be sent again. */
  Http.Request applyTo(Http.Request request) {
    Http.Request conditional = request;
    String etag = last(ETAG);
    if (etag != null) {
      conditional = conditional.with("If-None-Match", etag);
    }
    String modified = last(LAST_MODIFIED);
    if (modified != null) {
      conditional = conditional.with("If-Modified-Since", modified);
    }
    return conditional;
  }

  /** Whether the server can have been asked by {@link #applyTo} whether there is something new. */
  boolean exist() {
    return last(ETAG) != null || last(LAST_MODIFIED) != null;
  }

  /** The hash of the last content. */
  @Nullable String hash() {
    return last(SHA256);
  }

  /** Remembers an answer. */
  void remember(Http.Response response, @Nullable String hash) {
    state.put(URL, url);
    keep(ETAG, response.header("ETag"));
    keep(LAST_MODIFIED, response.header("Last-Modified"));
    keep(SHA256, Optional.ofNullable(hash));
  }

  private void keep(String name, Optional<String> value) {
    value.ifPresentOrElse(text -> state.put(name, text), () -> state.remove(name));
  }

  private @Nullable String last(String name) {
    return url.equals(state.get(URL)) ? state.get(name) : null;
  }
}
