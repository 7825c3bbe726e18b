package intelmq.testkit;

import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import intelmq.testkit.Exchanges.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records requests, and answers them from a case's exchanges, or with 200 and {@code {}}. */
final class FakeHttp implements Http {
  private final List<Sent> sent = new ArrayList<>();
  private final Exchanges exchanges;

  FakeHttp(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  /** A request as it was sent, the settings' headers left out. */
  record Sent(String method, String url, Map<String, String> headers, String body) {}

  @Override
  public synchronized Response send(Request request, HttpSettings settings) {
    ByteBuffer body = request.body();
    sent.add(
        new Sent(
            request.method(),
            request.uri().toString(),
            request.headers(),
            body == null ? "" : StandardCharsets.UTF_8.decode(body.duplicate()).toString()));
    String query = request.uri().getRawQuery();
    Answer answer = exchanges.find(request.uri().getRawPath() + (query == null ? "" : "?" + query));
    return answer == null
        ? new Recorded(200, Map.of(), new Exchanges.Content(new byte[] {'{', '}'}))
        : new Recorded(answer.status(), answer.headers(), answer.content());
  }

  /** The requests, in order. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  private record Recorded(int status, Map<String, String> headers, Exchanges.Content content)
      implements Response {
    @Override
    public List<String> headers(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(content.bytes());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
