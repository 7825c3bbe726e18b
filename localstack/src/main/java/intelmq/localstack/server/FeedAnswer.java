package intelmq.localstack.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** What the feed proxy answers for a provider's server. */
record FeedAnswer(int status, List<String> headers, SdkBytes body) {
  static FeedAnswer text(int status, String text) {
    return new FeedAnswer(
        status,
        List.of("Content-Type: text/plain; charset=utf-8"),
        SdkBytes.fromUtf8String(text + "\n"));
  }

  /** The answer to CONNECT: from here on the client speaks to the server it named. */
  static void openTunnel(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes it as HTTP/1.1, the last on its connection; the answer to HEAD has no body. */
  void write(OutputStream out, boolean withBody) throws IOException {
    // the reason may be empty, and no client should care
    var head = new StringBuilder("HTTP/1.1 " + status + " \r\nConnection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (status != 304) {
      head.append("Content-Length: ").append(body.asByteArrayUnsafe().length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (withBody && status != 304) {
      body.asInputStream().transferTo(out);
    }
    out.flush();
  }
}
