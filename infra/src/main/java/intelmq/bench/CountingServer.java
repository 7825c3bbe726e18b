package intelmq.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for the services that a function calls, and does as little as it can: queues count the
 * events of what they are sent, tables have nothing and take everything, objects are those that
 * were put here.
 */
final class CountingServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern EVENTS = Pattern.compile("\"events\":(\\d+)");
  private static final Map<String, String> ANSWERS =
      Map.of(
          "PutEvents", "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}",
          "Query", "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}",
          "BatchGetItem", "{\"Responses\":{},\"UnprocessedKeys\":{}}",
          "BatchWriteItem", "{\"UnprocessedItems\":{}}");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();

  private CountingServer(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of this machine. */
  static CountingServer start() throws IOException {
    // else each answer waits for an acknowledgement of its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var counting =
        new CountingServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    counting.server.createContext("/", counting::handle);
    counting.server.setExecutor(counting.threads);
    counting.server.start();
    return counting;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Events that were sent to queues so far. */
  long events() {
    return events.get();
  }

  /** Messages that were sent to queues so far. */
  long messages() {
    return messages.get();
  }

  /** Bytes of these messages. */
  long bytes() {
    return bytes.get();
  }

  /** Puts an object, named {@code bucket/key}. */
  void put(String name, byte[] content, Map<String, String> about) {
    objects.put(name, content.clone());
    metadata.put(name, Map.copyOf(about));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target == null) {
        object(exchange);
        return;
      }
      String action = target.substring(target.lastIndexOf('.') + 1);
      String answer =
          action.equals("SendMessageBatch") ? sent(body) : ANSWERS.getOrDefault(action, "{}");
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      respond(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String sent(byte[] body) {
    var successful = new ArrayList<Map<String, Object>>();
    if (Json.tryParse(new String(body, StandardCharsets.UTF_8)) instanceof Map<?, ?> request
        && request.get("Entries") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> map && map.get("MessageBody") instanceof String message) {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("Id", String.valueOf(map.get("Id")));
          one.put("MessageId", "m");
          one.put("MD5OfMessageBody", md5(message));
          successful.add(one);
          count(message);
        }
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("Successful", successful);
    answer.put("Failed", List.of());
    return Json.text(answer);
  }

  private void count(String message) {
    messages.incrementAndGet();
    bytes.addAndGet(message.length());
    int border = message.indexOf('\n');
    Matcher matcher = EVENTS.matcher(border < 0 ? "" : message.substring(0, border));
    if (matcher.find()) {
      events.addAndGet(Long.parseLong(matcher.group(1)));
    }
  }

  /** The client compares it with its own. */
  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void object(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"etag\"");
    if (exchange.getRequestMethod().equals("PUT")) {
      respond(exchange, 200, new byte[0]);
      return;
    }
    String name = exchange.getRequestURI().getPath().substring(1);
    byte[] content = objects.get(name);
    if (content == null) {
      respond(exchange, 404, new byte[0]);
      return;
    }
    metadata
        .getOrDefault(name, Map.of())
        .forEach((field, value) -> exchange.getResponseHeaders().set("x-amz-meta-" + field, value));
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches()) {
      respond(exchange, 200, content);
      return;
    }
    int from = Integer.parseInt(matcher.group(1));
    if (from >= content.length) {
      respond(exchange, 416, new byte[0]);
      return;
    }
    int last =
        matcher.group(2).isEmpty()
            ? content.length - 1
            : (int) Math.min(Long.parseLong(matcher.group(2)), content.length - 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + last + "/" + content.length);
    respond(exchange, 206, Arrays.copyOfRange(content, from, last + 1));
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
