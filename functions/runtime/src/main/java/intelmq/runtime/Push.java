package intelmq.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Collection;
import intelmq.harmonization.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request to a function's address: Lambda's event of payload version 2.0, and the answer. */
public final class Push implements Collection.Posted {
  private final Map<?, ?> event;
  private final Map<?, ?> request;
  private final Map<?, ?> http;
  private final List<String> reports = new ArrayList<>();
  private int status;
  private String error = "";

  private Push(Map<?, ?> event, Map<?, ?> request, Map<?, ?> http) {
    this.event = event;
    this.request = request;
    this.http = http;
  }

  /** Reads an event; empty if it is another one. */
  public static Optional<Push> of(Map<String, Object> event) {
    return event.get("requestContext") instanceof Map<?, ?> request
            && request.get("http") instanceof Map<?, ?> http
        ? Optional.of(new Push(event, request, http))
        : Optional.empty();
  }

  /** When it came. */
  public Instant time() {
    return request.get("timeEpoch") instanceof Number millis
        ? Instant.ofEpochMilli(millis.longValue())
        : Instant.EPOCH;
  }

  @Override
  public String method() {
    return String.valueOf(http.get("method"));
  }

  @Override
  public String path() {
    return String.valueOf(http.get("path"));
  }

  @Override
  public Optional<String> header(String name) {
    return event.get("headers") instanceof Map<?, ?> headers
            && headers.get(name.toLowerCase(Locale.ROOT)) instanceof String value
        ? Optional.of(value)
        : Optional.empty();
  }

  @Override
  public InputStream body() {
    String body = event.get("body") instanceof String text ? text : "";
    return new ByteArrayInputStream(
        event.get("isBase64Encoded") instanceof Boolean encoded && encoded
            ? Base64.getDecoder().decode(body)
            : body.getBytes(UTF_8));
  }

  @Override
  public void refuse(int with, String reason) {
    status = with;
    error = reason;
  }

  /** What tells it from every other request. */
  String id() {
    return String.valueOf(request.get("requestId"));
  }

  /** A report of it was stored. */
  public void stored(ReportId id) {
    reports.add(id.toString());
  }

  /** The answer as Lambda wants it. */
  public Map<String, Object> answer() {
    if (status == 0 && reports.isEmpty()) {
      refuse(400, "the body is empty");
    }
    Map<String, Object> body = status == 0 ? Map.of("reports", reports) : Map.of("error", error);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("statusCode", status == 0 ? 200 : status);
    answer.put("headers", Map.of("content-type", "application/json"));
    answer.put("body", Json.text(body));
    return answer;
  }
}
