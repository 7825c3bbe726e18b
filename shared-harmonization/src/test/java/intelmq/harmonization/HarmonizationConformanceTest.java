package intelmq.harmonization;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.python.Numbers;
import intelmq.python.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares the types with recorded calls of the original where the recordings are at hand: in the
 * folder that the system property {@code conformance.dir} names, by default beside the project.
 * Where the original raised, a refusal is right. No type may fall below its floor in {@code
 * conformance-floor.properties}, in per cent.
 */
class HarmonizationConformanceTest {
  /** The day of the recording, from which it completed times. */
  private static final InstantSource RECORDED =
      InstantSource.fixed(Instant.parse("2026-11-22T01:22:28Z"));

  private static final Map<String, FieldType> TYPES = types();

  private static final Logger LOG = Logger.getLogger(HarmonizationConformanceTest.class.getName());

  private static Map<String, FieldType> types() {
    var types = new TreeMap<String, FieldType>();
    Types.all().forEach(type -> types.put(type.name(), type));
    types.put("GenericType", Types.STRING);
    return types;
  }

  @Test
  void agreesWithTheOriginal() throws IOException {
    Path file = recordings("harmonization.jsonl");
    var scores = new TreeMap<String, Score>();
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .map(HarmonizationConformanceTest::read)
          .forEach(call -> scores.computeIfAbsent(call.type(), type -> new Score()).count(call));
    }
    LOG.info(() -> table(scores));
    Properties floor = floor();
    scores.forEach((type, score) ->
        assertThat(score.percentage())
            .as("%s: %s", type, score.differences)
            .isGreaterThanOrEqualTo(Double.parseDouble(floor.getProperty(type, "0"))));
  }

  /** Hashes and maps of recorded messages; the steps before are the message's own tests' matter. */
  @Test
  @SuppressWarnings("unchecked")
  void hashesAndMapsAsTheOriginal() throws IOException {
    Path file = recordings("messages.jsonl");
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .map(line -> (Map<String, Object>) Objects.requireNonNull(Json.tryParse(line)))
          .flatMap(recording ->
              Objects.requireNonNull((List<Map<String, Object>>) recording.get("steps")).stream())
          .filter(step -> step.containsKey("result") && Objects.equals(step.get("class"), "Event"))
          .forEach(HarmonizationConformanceTest::compareStep);
    }
  }

  @SuppressWarnings("unchecked")
  private static void compareStep(Map<String, Object> step) {
    Event event = new Event();
    ((Map<String, Object>) Objects.requireNonNull(step.get("state")))
        .forEach((name, value) -> event.values().set(name, value));
    var options = (Map<String, Object>) step.getOrDefault("kwargs", Map.of());
    switch (Text.str(step.get("op"))) {
      case "hash" ->
          assertThat(
                  EventHash.of(
                      event,
                      (List<String>) options.getOrDefault("filter_keys", List.of()),
                      Text.str(options.get("filter_type")).equals("whitelist")
                          ? EventHash.Filter.WHITELIST
                          : EventHash.Filter.BLACKLIST))
              .isEqualTo(step.get("result"));
      case "to_dict" ->
          assertThat(
                  new View(
                          Objects.equals(options.get("hierarchical"), true),
                          false,
                          Objects.equals(options.get("jsondict_as_string"), true),
                          true)
                      .of(event))
              .isEqualTo(step.get("result"));
      default -> {}
    }
  }

  private static Path recordings(String name) {
    Path file =
        Path.of(System.getProperty("conformance.dir", "../../shared/conformance")).resolve(name);
    assumeTrue(Files.exists(file), "skipped: there are no recordings at " + file.toAbsolutePath());
    return file;
  }

  private static String table(Map<String, Score> scores) {
    String rows =
        scores.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%-24s %s", e.getKey(), e.getValue()))
            .collect(joining("\n"));
    String differences =
        scores.values().stream()
            .flatMap(score -> score.differences.stream())
            .collect(joining("\n  ", "\n  ", ""));
    return "Agreement with recorded calls:\n" + rows + differences;
  }

  private static Properties floor() throws IOException {
    var floor = new Properties();
    try (InputStream in =
        Objects.requireNonNull(
            HarmonizationConformanceTest.class.getResourceAsStream(
                "conformance-floor.properties"))) {
      floor.load(in);
    }
    return floor;
  }

  @SuppressWarnings("unchecked")
  private static Call read(String line) {
    var call = (Map<String, @Nullable Object>) Objects.requireNonNull(Json.tryParse(line));
    return new Call(
        Text.str(call.get("id")),
        Text.str(call.get("type")),
        Text.str(call.get("op")),
        Objects.equals(call.get("sanitize"), true),
        java(call.get("value")),
        Text.str(call.getOrDefault("format", "")),
        call.containsKey("raises") ? null : java(call.get("expected")),
        call.containsKey("raises"));
  }

  /** Values that JSON does not have are written as objects that say what they are. */
  private static @Nullable Object java(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map) || !map.containsKey("__py__")) {
      return value;
    }
    return switch (Text.str(map.get("__py__"))) {
      case "bytes" -> Base64.getDecoder().decode(Text.str(map.get("base64")));
      case "float" -> Numbers.toFloat(map.get("repr"));
      case "datetime" -> Text.str(map.get("repr")).replace(' ', 'T');
      default -> map.get("repr");
    };
  }

  /**
   * A recorded call.
   *
   * @param sanitize whether the value was to be sanitised before it was checked
   * @param raised whether the original raised
   */
  private record Call(
      String id,
      String type,
      String op,
      boolean sanitize,
      @Nullable Object value,
      String format,
      @Nullable Object expected,
      boolean raised) {

    @Nullable Object answer() {
      if (value == null) {
        return op.equals("is_valid") ? false : null;
      }
      FieldType fieldType = Objects.requireNonNull(TYPES.get(type), type);
      return switch (op) {
        case "sanitize" -> fieldType.sanitize(value, RECORDED);
        case "is_valid" -> {
          Object sanitized = sanitize ? fieldType.sanitize(value, RECORDED) : value;
          yield sanitized != null && fieldType.isValid(sanitized);
        }
        case "convert" -> convert(format);
        case "from_format" -> convert("from_format|" + format);
        case "from_format_midnight" -> convert("from_format_midnight|" + format);
        case "from_fuzzy" -> value instanceof String ? convert("fuzzy") : null;
        case "from_isoformat" -> convert("utc_isoformat");
        case "from_timestamp" -> convert("timestamp");
        case "from_windows_nt" -> convert("windows_nt");
        case "from_epoch_millis" -> convert("epoch_millis");
        case "to_domain_name" -> Urls.domainName(Text.str(value));
        case "to_int" -> IpAddresses.toInt(Text.str(value));
        case "to_reverse" -> IpAddresses.reverseName(Text.str(value));
        case "version" -> version();
        default -> "unknown operation " + op;
      };
    }

    private @Nullable Object convert(String name) {
      try {
        return TimeFormat.of(name).convert(Objects.requireNonNull(value), RECORDED);
      } catch (IllegalArgumentException e) {
        return null; // a format that the original refuses value by value, this one refuses at once
      }
    }

    private @Nullable Object version() {
      String text = Text.str(value);
      if (!Objects.requireNonNull(TYPES.get(type)).isValid(text)) {
        return null;
      }
      return text.indexOf(':') >= 0 ? 6L : 4L;
    }

    boolean agrees() {
      Object answer = answer();
      if (raised) {
        return answer == null || answer.equals(false);
      }
      return Objects.equals(expected, answer)
          || (expected instanceof Number a
              && answer instanceof Number b
              && a.doubleValue() == b.doubleValue()
              && a.getClass().equals(b.getClass()));
    }
  }

  /** How many calls of a type agree. */
  private static final class Score {
    private final List<String> differences = new ArrayList<>();
    private int calls;

    void count(Call call) {
      calls++;
      if (!call.agrees()) {
        differences.add(
            call.id()
                + " "
                + call.type()
                + "."
                + call.op()
                + (call.sanitize() ? " (sanitised) " : " ")
                + Text.repr(call.value())
                + ": "
                + (call.raised() ? "a refusal" : Text.repr(call.expected()))
                + " expected, not "
                + Text.repr(call.answer()));
      }
    }

    double percentage() {
      return Math.floor(1000.0 * (calls - differences.size()) / calls) / 10;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%5d of %5d  %5.1f %%", calls - differences.size(), calls, percentage());
    }
  }
}
