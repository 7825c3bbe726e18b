package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3PiecesTest {
  private static final int SIZE = 2 * S3Pieces.PIECE + 1000;
  private static final String ETAG = "\"one\"";

  private final byte[] object = new byte[SIZE];
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private AwsClients clients;
  private int breaks;
  private String etag = ETAG;

  @BeforeEach
  void start() throws IOException {
    new Random(5).nextBytes(object);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    clients =
        new AwsClients(
            Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION",
                "eu-west-1",
                "AWS_ACCESS_KEY_ID",
                "id",
                "AWS_SECRET_ACCESS_KEY",
                "key"));
  }

  @AfterEach
  void stop() {
    clients.close();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, S3Pieces.PIECE, SIZE - 1, SIZE})
  void anObjectIsReadInRangesFromAnyByteOn(int offset) throws IOException {
    try (S3Pieces pieces = open(offset, "")) {
      assertThat(pieces.size()).isEqualTo(SIZE);
      assertThat(pieces.etag()).isEqualTo(ETAG);
      assertThat(pieces.metadata()).containsEntry("name", "value");
      assertThat(pieces.readAllBytes()).isEqualTo(rest(offset));
    }
  }

  @Test
  void whereAConnectionBreaksReadingGoesOn() throws IOException {
    try (S3Pieces pieces = open(3, "")) {
      breaks = 3;
      assertThat(pieces.readAllBytes()).isEqualTo(rest(3));
    }
    assertThat(ranges).hasSize(5);
  }

  @Test
  void anotherVersionOfTheObjectIsRefused() throws IOException {
    try (S3Pieces pieces = open(0, ETAG)) {
      etag = "\"two\"";
      assertThatIOException()
          .isThrownBy(pieces::readAllBytes)
          .withMessageContaining("reports/key from byte " + S3Pieces.PIECE)
          .withMessageContaining("another object by now");
    }
    for (int offset : List.of(0, SIZE)) {
      assertThatIOException()
          .isThrownBy(() -> open(offset, ETAG))
          .withMessageContaining("another object by now");
    }
  }

  private S3Pieces open(long offset, String expected) throws IOException {
    return S3Pieces.open(clients.s3(), "bucket", "reports/key", offset, expected);
  }

  private byte[] rest(int offset) {
    var rest = new byte[SIZE - offset];
    System.arraycopy(object, offset, rest, 0, rest.length);
    return rest;
  }

  /** Answers as S3 does. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getResponseHeaders();
      headers.set("ETag", etag);
      headers.set("x-amz-meta-name", "value");
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(SIZE));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String match = exchange.getRequestHeaders().getFirst("If-Match");
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range);
      String[] bounds = range.substring("bytes=".length()).split("-", 2);
      int from = Integer.parseInt(bounds[0]);
      int length = Math.min(SIZE - 1, Integer.parseInt(bounds[1])) - from + 1;
      if (match != null && !match.equals(etag)) {
        exchange.sendResponseHeaders(412, -1);
      } else if (length <= 0) {
        exchange.sendResponseHeaders(416, -1);
      } else {
        headers.set("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + SIZE);
        exchange.sendResponseHeaders(206, length);
        OutputStream body = exchange.getResponseBody();
        boolean breaking = breaks > 0 && from > 3;
        breaks -= breaking ? 1 : 0;
        body.write(object, from, breaking ? length / 2 : length);
        body.flush();
      }
    }
  }
}
