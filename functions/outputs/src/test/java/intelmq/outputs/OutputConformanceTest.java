package intelmq.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Output;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Values;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.harmonization.Json;
import intelmq.testkit.FakePorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recordings of IntelMQ's outputs, where they are at hand: {@code outputs.jsonl} in the
 * folder that the system property {@code conformance.dir} names.
 */
final class OutputConformanceTest {
  /** Differences for a reason: docs/differences.md. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "TestExtraFileOutput.test_format_filename#1",
          "TestExtraFileOutput.test_surrogates_strict#1");

  private static final String ID = "recorded-20261123T130000-0:0";

  @TestFactory
  Stream<DynamicNode> conformance() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "outputs.jsonl");
    assumeTrue(Files.exists(file), "there are no recordings in " + file);
    Map<String, BotSpec> bots =
        ServiceLoader.load(Catalog.class).stream()
            .flatMap(catalog -> catalog.get().bots().stream())
            .filter(spec -> !spec.upstream().isEmpty())
            .collect(Collectors.toMap(BotSpec::upstream, Function.identity()));
    var tests = new ArrayList<DynamicNode>();
    for (String line : Files.readAllLines(file)) {
      Map<?, ?> recorded = map(Json.tryParse(line));
      BotSpec bot = bots.get(text(recorded, "bot"));
      String id = text(recorded, "id");
      if (bot != null && !DIFFERENT.contains(id)) {
        tests.add(dynamicTest(bot.name() + ": " + id, () -> replay(bot, recorded)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void replay(BotSpec bot, Map<?, ?> recorded)
      throws IOException, InterruptedException {
    var http = new Recorder();
    FakePorts ports = FakePorts.with(http);
    var output = (Output) bot.create(Values.of(bot, parameters(recorded), s -> () -> s), ports);
    Map<String, Object> fields = new LinkedHashMap<>(map(list(recorded, "input").getFirst()));
    fields.remove("__type");
    byte[] json = Json.text(fields).getBytes(UTF_8);
    var item = new Item(ID, Json.event(json, 0, json.length));
    var batch =
        new Batch("b", "recorded-20261123T130000-0", LocalDate.EPOCH, Instant.MAX, List.of(item));
    if (recorded.containsKey("exceptions") && bot.name().equals("restapi")) {
      http.status = status(recorded);
      assertThatIOException()
          .isThrownBy(() -> output.deliver(batch))
          .withMessageContaining("status " + http.status);
    } else {
      output.deliver(batch);
    }
    switch (bot.name()) {
      case "file" ->
          assertThat(
                  ports
                      .objects()
                      .stored()
                      .getFirst()
                      .text()
                      .replace("\"__id\": \"" + ID + "\", ", ""))
              .isEqualTo(file(recorded));
      case "ses" -> assertThat(mail(ports.mailer().mails().getFirst())).isEqualTo(mail(recorded));
      case "opensearch" -> assertThat(http.document()).isEqualTo(document(recorded));
      case "restapi" -> assertThat(body(http.bulk)).isEqualTo(body(body(recorded)));
      default -> throw new AssertionError("no comparison for " + bot.name());
    }
  }

  /** The recorded parameters, with what IntelMQ has in another place; null is a default here. */
  private static Map<String, Object> parameters(Map<?, ?> recorded) {
    var parameters = new LinkedHashMap<String, Object>();
    map(recorded.get("parameters"))
        .forEach((name, value) -> parameters.put(name, Objects.requireNonNullElse(value, "")));
    switch (text(recorded, "bot")) {
      case "intelmq.bots.outputs.file.output" -> parameters.put("bucket", "b");
      case "intelmq.bots.outputs.elasticsearch.output" ->
          parameters.put("elastic_host", "https://search.example.com");
      default -> {}
    }
    return parameters;
  }

  private static String file(Map<?, ?> recorded) {
    Object content = map(recorded.get("files_after")).values().iterator().next();
    return new String(Base64.getDecoder().decode(content.toString()), UTF_8);
  }

  private static List<String> mail(Mail mail) {
    var parts = new ArrayList<>(List.of(mail.from(), mail.to().toString(), mail.subject()));
    parts.add(mail.text());
    mail.attachments().stream().map(Attachment::content).forEach(parts::add);
    return parts;
  }

  private static List<String> mail(Map<?, ?> recorded) {
    Map<?, ?> message = map(map(list(recorded, "mails").getFirst()).get("message"));
    Map<String, String> headers = new LinkedHashMap<>();
    for (Object header : list(message, "headers")) {
      var pair = (List<?>) header;
      headers.put(String.valueOf(pair.getFirst()), String.valueOf(pair.getLast()));
    }
    var parts = new ArrayList<String>();
    parts.add(headers.getOrDefault("From", ""));
    parts.add(Arrays.asList(headers.getOrDefault("To", "").split(",", -1)).toString());
    parts.add(headers.getOrDefault("Subject", ""));
    list(message, "parts").forEach(part -> parts.add(text(map(part), "payload")));
    return parts;
  }

  private static int status(Map<?, ?> recorded) {
    return Integer.parseInt(text(map(list(recorded, "http").getLast()), "status"));
  }

  private static String body(Map<?, ?> recorded) {
    Map<?, ?> request = map(list(recorded, "http").getLast());
    return new String(Base64.getDecoder().decode(text(request, "request_body_base64")), UTF_8);
  }

  /** JSON regardless of the order of members, or a form. */
  private static Object body(String text) {
    return Objects.requireNonNullElse(Json.tryParse(text), text);
  }

  private static Map.Entry<String, Object> document(Map<?, ?> recorded) {
    String url = text(map(list(recorded, "http").getLast()), "url");
    return Map.entry(
        url.substring(url.indexOf("/", "http://x".length()) + 1).replace("/_doc", ""),
        map(Json.tryParse(body(recorded))));
  }

  private static List<Object> list(Map<?, ?> map, String name) {
    var list = new ArrayList<Object>();
    ((List<?>) Objects.requireNonNull(map.get(name), name)).forEach(list::add);
    return list;
  }

  private static String text(Map<?, ?> map, String name) {
    return String.valueOf(map.get(name));
  }

  private static Map<String, Object> map(@Nullable Object value) {
    var map = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach((key, item) -> map.put(String.valueOf(key), item));
    return map;
  }

  /** Takes every document. */
  private static final class Recorder implements Http {
    private String bulk = "";
    private int status = 200;

    Map.Entry<String, Object> document() {
      List<String> lines = bulk.lines().toList();
      Map<?, ?> action = map(map(Json.tryParse(lines.getFirst())).get("index"));
      return Map.entry(text(action, "_index"), map(Json.tryParse(lines.getLast())));
    }

    @Override
    public Response send(Request request, HttpSettings settings) {
      ByteBuffer body = Objects.requireNonNull(request.body());
      bulk = UTF_8.decode(body.duplicate()).toString();
      return new Response() {
        @Override
        public int status() {
          return status;
        }

        @Override
        public List<String> headers(String name) {
          return List.of();
        }

        @Override
        public InputStream body() {
          return new ByteArrayInputStream(
              "{\"items\": [{\"index\": {\"status\": 201}}]}".getBytes(UTF_8));
        }

        @Override
        public void close() {
          // nothing is open
        }
      };
    }
  }
}
