package intelmq.localstack.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1 request.
 *
 * @param target as the request line names it: a path, a whole URL, or host and port
 * @param headers the lines after it, in order
 */
record HttpHead(String method, String target, List<String> headers) {
  private static final int MAX_BYTES = 64 * 1024;

  /** Reads one, and nothing beyond it; null at the end of the stream. */
  static @Nullable HttpHead read(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) >= 0) {
      bytes.write(next);
      if (bytes.size() > MAX_BYTES) {
        throw new ProtocolException("The head of the request exceeds " + MAX_BYTES + " bytes");
      }
      String text = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
      if (text.endsWith("\r\n\r\n")) {
        return parse(text.lines().toList());
      }
    }
    return null;
  }

  private static HttpHead parse(List<String> lines) throws ProtocolException {
    String[] request = lines.getFirst().split(" ", -1);
    if (request.length != 3) {
      throw new ProtocolException("Not a request line: " + lines.getFirst());
    }
    return new HttpHead(request[0], request[1], lines.subList(1, lines.size() - 1));
  }

  boolean isConnect() {
    return method.equals("CONNECT");
  }

  Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /**
   * The head as the server behind a proxy gets it: its own path, and one request on the connection.
   */
  byte[] forOrigin(String path) {
    return headers.stream()
        .filter(line ->
            !line.regionMatches(true, 0, "Proxy-", 0, 6)
                && !line.regionMatches(true, 0, "Connection:", 0, 11))
        .collect(
            Collectors.joining(
                "\r\n", method + " " + path + " HTTP/1.1\r\nConnection: close\r\n", "\r\n\r\n"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
