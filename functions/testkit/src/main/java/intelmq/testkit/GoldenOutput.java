package intelmq.testkit;

import intelmq.bot.Batch;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Delivered;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Gathered;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Delivery.Waiting;
import intelmq.bot.GatheringOutput;
import intelmq.bot.Output;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Sql;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Golden cases of outputs: a batch, what became of each event, and all that went outside. */
final class GoldenOutput {
  /** Whatever the interval, it is over then. */
  private static final Duration LONG_AFTER = Duration.ofDays(8);

  private GoldenOutput() {}

  static void run(GoldenCase golden) throws IOException, InterruptedException {
    var recording = new FakeHttp(Exchanges.read(golden.folder()));
    var time = new AtomicReference<>(FakePorts.NOW);
    FakePorts ports = FakePorts.at(time::get, recording, golden.harmonization());
    var output = (Output) golden.bot(ports, UnaryOperator.identity());
    var result = new LinkedHashMap<String, Object>();
    try {
      put(
          result,
          "deliveries",
          output.deliver(GoldenExpert.batch(golden.events())).stream()
              .map(GoldenOutput::delivery)
              .toList());
    } catch (IOException e) {
      result.put("down", String.valueOf(e.getMessage()));
    }
    if (output instanceof GatheringOutput gathering) {
      flush(gathering, ports, time, result);
    }
    put(result, "objects", ports.objects().stored().stream().map(GoldenOutput::object).toList());
    if (!ports.tables().tables().isEmpty()) {
      result.put("tables", ports.tables().tables());
    }
    put(result, "sql", ports.sql().statements().stream().map(GoldenOutput::statement).toList());
    put(result, "mails", ports.mailer().mails().stream().map(GoldenOutput::mail).toList());
    put(result, "http", recording.sent().stream().map(GoldenOutput::request).toList());
    golden.checkValue(result);
  }

  /** What becomes of gathered events when their time has come. */
  private static void flush(
      GatheringOutput output,
      FakePorts ports,
      AtomicReference<Instant> time,
      Map<String, Object> result)
      throws IOException, InterruptedException {
    put(result, "spool", ports.spool().texts().keySet().stream().sorted().toList());
    time.set(FakePorts.NOW.plus(LONG_AFTER));
    var settled = new ArrayList<Object>();
    output.flush(
        Instant.MAX,
        (batch, deliveries) -> {
          for (int i = 0; i < deliveries.size(); i++) {
            settled.add(Map.of(batch.items().get(i).id(), delivery(deliveries.get(i))));
          }
        });
    put(result, "settled", settled);
  }

  /** How many events have an answer; all have if the service is down, for then all wait. */
  static int count(Output output, Batch batch) throws InterruptedException {
    try {
      return output.deliver(batch).size();
    } catch (IOException e) {
      return batch.items().size();
    }
  }

  private static void put(Map<String, Object> result, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      result.put(name, values);
    }
  }

  private static Object delivery(Delivery delivery) {
    return switch (delivery) {
      case Delivered arrived -> "delivered";
      case Gathered kept -> "gathered";
      case Rejected(String code, String message) ->
          Map.of("rejected", GoldenExpert.rejected(code, message));
      case Failed(String message) -> Map.of("failed", message);
      case Waiting(String message) -> Map.of("waiting", message);
    };
  }

  static Map<String, Object> object(FakeObjects.Stored stored) {
    var object = new LinkedHashMap<String, Object>();
    object.put("bucket", stored.bucket());
    object.put("key", stored.key());
    object.put("contentType", stored.contentType());
    object.put("contentEncoding", stored.contentEncoding());
    object.put("text", stored.text());
    return object;
  }

  private static Map<String, Object> statement(Sql.Statement statement) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("sql", statement.sql());
    shown.put("values", statement.values());
    return shown;
  }

  private static Map<String, Object> mail(Mailer.Mail mail) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("from", mail.from());
    shown.put("to", mail.to());
    shown.put("subject", mail.subject());
    shown.put("text", mail.text());
    put(shown, "attachments", mail.attachments().stream().map(GoldenOutput::attachment).toList());
    return shown;
  }

  private static Map<String, Object> attachment(Mailer.Attachment attachment) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("name", attachment.name());
    shown.put("subtype", attachment.subtype());
    if (!attachment.description().isEmpty()) {
      shown.put("description", attachment.description());
    }
    shown.put("content", attachment.content());
    return shown;
  }

  private static Map<String, Object> request(FakeHttp.Sent sent) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("method", sent.method());
    shown.put("url", sent.url());
    if (!sent.headers().isEmpty()) {
      shown.put("headers", sent.headers());
    }
    shown.put("body", sent.body());
    return shown;
  }
}
