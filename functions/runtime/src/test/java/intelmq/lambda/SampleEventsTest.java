package intelmq.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample events of {@code events/} are what the handlers read, as Lambda hands it to them. */
final class SampleEventsTest {
  private static final Path EVENTS = Path.of("..", "..", "events");

  @Test
  void everySampleIsTested() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".json")))
          .containsExactlyInAnyOrder(
              "collector-drop.json",
              "collector-schedule.json",
              "expert.json",
              "output.json",
              "parser.json",
              "statistics-report-parsed.json",
              "statistics-schedule.json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expert.json", "output.json"})
  void messagesOfEventsAreReadAsTheyWouldBeWritten(String file)
      throws IOException, NoSuchAlgorithmException {
    for (SQSMessage message : messages(file)) {
      Envelope envelope = Envelope.decode(message.getBody(), Harmonization.standard()).envelope();
      assertThat(envelope.entries()).isNotEmpty();
      assertThat(envelope.encode()).isEqualTo(message.getBody());
      for (Envelope.Entry entry : envelope.entries()) {
        assertThat(entry.event().names()).contains("source.ip", "classification.type", "feed.name");
        assertThat(entry.event().text(Fields.SOURCE_IP))
            .matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+");
        assertHarmonised(entry.event());
      }
    }
  }

  @Test
  void theParsersMessageNamesAReport() throws IOException, NoSuchAlgorithmException {
    for (SQSMessage message : messages("parser.json")) {
      StoredObject object = StoredObject.of(Json.tryParse(message.getBody())).orElseThrow();
      ReportId id = ReportId.ofKey(object.key());
      assertThat(EVENTS.resolve("reports").resolve(id.feed())).isDirectory();
      assertThat(object.bucket()).isNotEmpty();
      assertThat(object.size()).isPositive();
      assertThat(Instant.parse(object.time()))
          .isAfterOrEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
  }

  @Test
  void theDroppedObjectIsASampleReport() throws IOException {
    StoredObject object = StoredObject.of(map("collector-drop.json")).orElseThrow();
    assertThat(EVENTS.resolve("reports").resolve(object.key()))
        .isRegularFile()
        .hasSize(object.size());
    assertThat(object.bucket()).isNotEmpty();
    assertThat(Instant.parse(object.time())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector-schedule.json", "statistics-schedule.json"})
  void aScheduleSaysItsTimeAndIsNothingElse(String file) throws IOException {
    Map<String, Object> event = map(file);
    assertThat(event).containsOnlyKeys("scheduled");
    assertThat(Instant.parse(String.valueOf(event.get("scheduled")))).isNotNull();
    assertThat(StoredObject.of(event)).isEmpty();
  }

  @Test
  void theParsedReportHasBalancedCounts() throws IOException {
    Map<String, Object> event = map("statistics-report-parsed.json");
    assertThat(event)
        .containsEntry("source", "intelmq")
        .containsEntry("detail-type", "Report Parsed");
    Map<?, ?> detail = event.get("detail") instanceof Map<?, ?> map ? map : Map.of();
    assertThat(detail.keySet().stream().map(String::valueOf))
        .containsExactlyInAnyOrder(
            "feed", "report", "bytes", "records", "events", "skipped", "quarantined");
    assertThat(ReportId.parse(String.valueOf(detail.get("report"))).feed())
        .isEqualTo(detail.get("feed"));
    assertThat(count(detail, "records"))
        .isEqualTo(
            count(detail, "events") + count(detail, "skipped") + count(detail, "quarantined"));
  }

  private static long count(Map<?, ?> detail, String name) {
    return Long.parseLong(String.valueOf(detail.get(name)));
  }

  /** Values are taken from a message as they stand: here they must be what is ever put there. */
  private static void assertHarmonised(Event event) {
    var again = new Event();
    event.forEach((name, value) -> again.add(Field.of(String.valueOf(name)), value));
    assertThat(again.refusal()).isEmpty();
    assertThat(Json.text(again)).isEqualTo(Json.text(event));
  }

  private static List<SQSMessage> messages(String file)
      throws IOException, NoSuchAlgorithmException {
    SQSEvent event;
    try (InputStream in = Files.newInputStream(EVENTS.resolve(file))) {
      event =
          LambdaEventSerializers.serializerFor(
                  SQSEvent.class, SampleEventsTest.class.getClassLoader())
              .fromJson(in);
    }
    assertThat(event.getRecords()).isNotEmpty();
    for (SQSMessage message : event.getRecords()) {
      assertThat(message.getBody()).isNotEqualTo("ENVELOPE");
      assertThat(message.getMd5OfBody()).isEqualTo(md5(message.getBody()));
      assertThat(message.getMessageId()).isNotEmpty();
      assertThat(message.getEventSource()).isEqualTo("aws:sqs");
    }
    return new ArrayList<>(event.getRecords());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String file) throws IOException {
    try (InputStream in = Files.newInputStream(EVENTS.resolve(file))) {
      return (Map<String, Object>)
          JacksonFactory.getInstance().getSerializer(Map.class).fromJson(in);
    }
  }

  private static String md5(String body) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
