package intelmq.bot.port;

import intelmq.bot.config.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to web servers. Addresses that are not public (loopback, link-local, private) are
 * refused unless listed in the settings, in redirects too; time and size are bounded.
 */
public interface Http {
  /**
   * Sends a request and returns the answer, whatever its status.
   *
   * @throws intelmq.bot.FeedException if the address is refused, the answer is too large or too
   *     slow
   * @throws IOException if there is no answer
   */
  Response send(Request request, HttpSettings settings) throws IOException;

  /**
   * A request.
   *
   * @param method for instance {@code GET}
   * @param uri http or https
   * @param headers beside those of the settings
   * @param body null for none
   * @param signFor the AWS service that the request is signed for, null for none
   */
  record Request(
      String method,
      URI uri,
      Map<String, String> headers,
      @Nullable ByteBuffer body,
      @Nullable String signFor) {
    /** A GET of an address. */
    public static Request get(URI uri) {
      return new Request("GET", uri, Map.of(), null, null);
    }

    /** The same request with a further header. */
    public Request with(String header, String value) {
      var all = new LinkedHashMap<>(headers);
      all.put(header, value);
      return new Request(method, uri, all, body, signFor);
    }
  }

  /** An answer; the caller closes it. */
  interface Response extends AutoCloseable {
    /** The status, for instance 200. */
    int status();

    /** The values of a header, whose name may be in any case. */
    List<String> headers(String name);

    /**
     * The body, with content encodings undone; reading fails where it becomes too large or too
     * slow.
     */
    InputStream body() throws IOException;

    /** The first value of a header. */
    default Optional<String> header(String name) {
      return headers(name).stream().findFirst();
    }

    @Override
    void close() throws IOException;
  }
}
