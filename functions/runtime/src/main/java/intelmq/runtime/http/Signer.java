package intelmq.runtime.http;

import intelmq.bot.FeedException;
import intelmq.bot.port.Http;
import java.io.IOException;
import java.util.Map;

/** Signs requests to AWS services. */
@FunctionalInterface
public interface Signer {
  /** Signs nothing. */
  Signer NONE =
      request -> {
        throw new FeedException("this function cannot sign requests for AWS");
      };

  /**
   * The headers that make the request a signed one.
   *
   * @param request with all its other headers; {@link Http.Request#signFor} names the service
   */
  Map<String, String> sign(Http.Request request) throws IOException;
}
