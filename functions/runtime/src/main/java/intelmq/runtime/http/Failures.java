package intelmq.runtime.http;

import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Says what went wrong with a request in words that help.
 *
 * @param where the address
 */
record Failures(String where, HttpSettings settings, Watchdog watchdog) {

  /** Whether there was no connection at all, so that trying again is harmless and may help. */
  static boolean isConnection(IOException e) {
    return e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException;
  }

  FeedException explain(IOException e) {
    if (e instanceof FeedException known) {
      String message = String.valueOf(known.getMessage());
      return message.contains(where) ? known : new FeedException(where + ": " + message, known);
    }
    return new FeedException(where + " " + reason(e), e);
  }

  private String reason(IOException e) {
    if (watchdog.expired()) {
      return "took longer than " + watchdog.limit().toSeconds() + " seconds in all";
    }
    if (isConnection(e)) {
      return "cannot be reached in "
          + settings.httpTimeoutMaxTries()
          + " tries (http_timeout_max_tries): "
          + (e instanceof UnknownHostException ? "no such host " : "")
          + e.getMessage();
    }
    return switch (e) {
      case SocketTimeoutException _ ->
          "sent nothing for " + settings.httpTimeoutSec() + " seconds (http_timeout_sec)";
      case MessageConstraintException _ -> "answers with headers that are too large";
      case SSLException _ -> "has no trustworthy TLS: " + e.getMessage();
      case ZipException _ -> "answers with a damaged gzip encoding: " + e.getMessage();
      case EOFException _ -> "breaks its answer off";
      case ConnectionClosedException _ -> "breaks its answer off: " + e.getMessage();
      case NoHttpResponseException _ -> "closes the connection without an answer";
      default -> "failed: " + e;
    };
  }
}
