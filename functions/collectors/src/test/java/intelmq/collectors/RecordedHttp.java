package intelmq.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Answers requests from recorded exchanges, in order. */
final class RecordedHttp implements Http {
  private final Iterator<?> exchanges;

  RecordedHttp(List<?> exchanges) {
    this.exchanges = exchanges.iterator();
  }

  @Override
  public Response send(Request request, HttpSettings settings) throws IOException {
    if (!exchanges.hasNext()) {
      throw new IOException("nobody answers " + request.uri());
    }
    var exchange = (Map<?, ?>) exchanges.next();
    assertThat(request.method() + " " + request.uri())
        .isEqualTo(exchange.get("method") + " " + exchange.get("url"));
    return new Recorded(exchange);
  }

  private record Recorded(Map<?, ?> exchange) implements Response {
    @Override
    public int status() {
      return Integer.parseInt(String.valueOf(exchange.get("status")));
    }

    @Override
    public List<String> headers(String name) {
      if (!(exchange.get("headers") instanceof Map<?, ?> headers)) {
        return List.of();
      }
      return headers.entrySet().stream()
          .filter(header -> name.equalsIgnoreCase(String.valueOf(header.getKey())))
          .map(header -> String.valueOf(header.getValue()))
          .toList();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(
          Base64.getDecoder().decode(String.valueOf(exchange.get("body_base64"))));
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
