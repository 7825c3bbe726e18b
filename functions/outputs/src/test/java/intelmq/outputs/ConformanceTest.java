package intelmq.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Output;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Sql;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import intelmq.testkit.Recorded;
import intelmq.testkit.Replay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Replays recordings of IntelMQ's outputs and compares what they write: files, mails, requests. */
final class ConformanceTest extends intelmq.testkit.ConformanceTest {
  private static final String REPORT = "recorded-20261123T130000-0";

  /** OpenSearch gets many documents with one request, IntelMQ sends each with its own. */
  @Override
  protected Http http(BotSpec spec, Http recorded) {
    return spec.name().equals("opensearch") ? new Bulk() : recorded;
  }

  @Override
  protected void check(Replay replay) throws IOException, InterruptedException {
    Recorded recorded = replay.recorded();
    var output = (Output) replay.bot();
    Batch batch = batch(recorded.events(replay.ports().harmonization()));
    if (recorded.has("exceptions")) {
      assertThat(arrives(output, batch)).as("IntelMQ stops").isFalse();
    } else {
      assertThat(output.deliver(batch)).isEqualTo(Delivery.all(batch));
    }
    if (recorded.has("files_after")) {
      String name = recorded.map("files_after").keySet().iterator().next();
      assertThat(replay.ports().objects().stored().getFirst().key()).startsWith(name + "/");
      assertThat(file(replay)).isEqualTo(file(recorded));
    }
    if (recorded.has("sql") && !recorded.has("exceptions")) {
      assertThat(insert(replay)).isEqualTo(insert(recorded));
    }
    if (replay.mails() != null) {
      assertThat(mail(replay.mails().received().getFirst())).isEqualTo(mail(recorded));
    }
    if (replay.ports().http() instanceof Bulk bulk) {
      assertThat(bulk.document()).isEqualTo(document(recorded));
    } else if (recorded.has("http")) {
      assertThat(body(replay.web().bodies().getLast())).isEqualTo(body(body(recorded)));
    }
  }

  private static boolean arrives(Output output, Batch batch) throws InterruptedException {
    try {
      return output.deliver(batch).contains(Delivery.DELIVERED);
    } catch (IOException e) {
      return false;
    }
  }

  private static Batch batch(List<Event> events) {
    var items = new ArrayList<Item>();
    for (Event event : events) {
      items.add(new Item(REPORT + ":" + items.size(), event));
    }
    return new Batch(REPORT, REPORT, LocalDate.EPOCH, Instant.MAX, items);
  }

  /** What is stored, without the ids that events have here only. */
  private static String file(Replay replay) {
    return replay
        .ports()
        .objects()
        .stored()
        .getFirst()
        .text()
        .replaceAll("\"__id\": \"" + REPORT + ":[0-9]+\", ", "");
  }

  private static String file(Recorded recorded) {
    Object content = recorded.map("files_after").values().iterator().next();
    return new String(Base64.getDecoder().decode(content.toString()), UTF_8);
  }

  /** What is inserted, without the id that events have here only, and what goes with it. */
  private static List<Object> insert(Replay replay) {
    Sql.Statement statement = replay.ports().sql().statements().getFirst();
    String[] parts = statement.sql().split(" VALUES ", 2);
    List<Object> insert = new ArrayList<>(statement.values());
    insert.removeLast();
    insert.addFirst(parts[0].replace(", \"event_id\")", ")").replaceFirst("\"(\\w+)\"", "$1"));
    return insert;
  }

  private static List<Object> insert(Recorded recorded) {
    Map<String, Object> statement = Recorded.asMap(recorded.list("sql").getFirst());
    List<Object> insert = new ArrayList<>(Recorded.asList(statement.get("values")));
    insert.addFirst(String.valueOf(statement.get("query")).split(" VALUES ", 2)[0]);
    return insert;
  }

  private static List<String> mail(Mail mail) {
    var parts = new ArrayList<>(List.of(mail.from(), mail.to().toString(), mail.subject()));
    parts.add(mail.text());
    mail.attachments().stream().map(Attachment::content).forEach(parts::add);
    return parts;
  }

  private static List<String> mail(Recorded recorded) {
    Map<String, Object> message =
        Recorded.asMap(Recorded.asMap(recorded.list("mails").getFirst()).get("message"));
    Map<String, String> headers = new LinkedHashMap<>();
    for (Object header : Recorded.asList(message.get("headers"))) {
      var pair = (List<?>) header;
      headers.put(String.valueOf(pair.getFirst()), String.valueOf(pair.getLast()));
    }
    var parts = new ArrayList<String>();
    parts.add(headers.getOrDefault("From", ""));
    parts.add(Arrays.asList(headers.getOrDefault("To", "").split(",", -1)).toString());
    parts.add(headers.getOrDefault("Subject", ""));
    Recorded.asList(message.get("parts"))
        .forEach(part -> parts.add(String.valueOf(Recorded.asMap(part).get("payload"))));
    return parts;
  }

  private static Map<String, Object> request(Recorded recorded) {
    return Recorded.asMap(recorded.list("http").getLast());
  }

  private static String body(Recorded recorded) {
    Object body = Objects.requireNonNull(request(recorded).get("request_body_base64"));
    return new String(Base64.getDecoder().decode(body.toString()), UTF_8);
  }

  /** JSON regardless of the order of members, or a form. */
  private static Object body(String text) {
    return Objects.requireNonNullElse(Json.tryParse(text), text);
  }

  private static Map.Entry<String, Object> document(Recorded recorded) {
    String url = String.valueOf(request(recorded).get("url"));
    return Map.entry(
        url.substring(url.indexOf("/", "http://x".length()) + 1).replace("/_doc", ""),
        body(body(recorded)));
  }

  /** Takes every document. */
  private static final class Bulk implements Http {
    private String body = "";

    Map.Entry<String, Object> document() {
      List<String> lines = body.lines().toList();
      Map<String, Object> action = Recorded.asMap(Json.tryParse(lines.getFirst()));
      return Map.entry(
          String.valueOf(Recorded.asMap(action.get("index")).get("_index")), body(lines.getLast()));
    }

    private static Object body(String text) {
      return ConformanceTest.body(text);
    }

    @Override
    public Response send(Request request, HttpSettings settings) {
      ByteBuffer sent = Objects.requireNonNull(request.body());
      body = UTF_8.decode(sent.duplicate()).toString();
      return new Response() {
        @Override
        public int status() {
          return 200;
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
