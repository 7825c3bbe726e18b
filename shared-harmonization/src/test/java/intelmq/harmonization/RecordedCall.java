package intelmq.harmonization;

import intelmq.python.Numbers;
import intelmq.python.Text;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call of a type's method and what the original answered.
 *
 * @param sanitize whether the value was to be sanitised before it was checked
 * @param asMoment whether a date and time was asked for, not its text
 * @param raises the name of what the original raised, or null
 */
record RecordedCall(
    String id,
    String type,
    String op,
    boolean sanitize,
    boolean asMoment,
    @Nullable Object value,
    String format,
    @Nullable Object expected,
    @Nullable String raises) {

  /** The moment of the recordings, from which times were completed. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T01:22:28Z"));

  private static final Map<String, FieldType> TYPES = types();

  private static Map<String, FieldType> types() {
    var types = new TreeMap<String, FieldType>();
    Types.all().forEach(type -> types.put(type.name(), type));
    types.put("GenericType", Types.STRING);
    return types;
  }

  @SuppressWarnings("unchecked")
  static RecordedCall read(String line) {
    var call = (Map<String, @Nullable Object>) Objects.requireNonNull(Json.tryParse(line));
    String type = Text.str(call.get("type"));
    Object value = java(call.get("value"));
    return new RecordedCall(
        Text.str(call.get("id")),
        type,
        Text.str(call.get("op")),
        Objects.equals(call.get("sanitize"), true),
        Objects.equals(call.get("return_datetime"), true),
        value,
        Text.str(call.getOrDefault("format", "fuzzy")),
        java(call.get("expected")),
        call.containsKey("raises") ? Text.str(call.get("raises")) : null);
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
      case "Tag" -> map.get("repr"); // an element of a page, which acts as the text that it is
      default -> new Foreign(Text.str(map.get("repr")));
    };
  }

  /** What the types here answer; null and false are refusals. */
  @Nullable Object answer() {
    if (value == null || (value instanceof Foreign && op.equals("is_valid") && !sanitize)) {
      return op.equals("is_valid") ? false : null;
    }
    FieldType fieldType = Objects.requireNonNull(TYPES.get(type), type);
    Object answer =
        answer(
            fieldType,
            type.startsWith("IP") && value instanceof Foreign foreign ? foreign.text() : value);
    return asMoment && answer instanceof String text
        ? DateTimes.text(Objects.requireNonNull(DateTimes.instant(text)))
        : answer;
  }

  private @Nullable Object answer(FieldType fieldType, Object value) {
    return switch (op) {
      case "sanitize" -> fieldType.sanitize(value, CLOCK);
      case "is_valid" ->
          sanitize ? fieldType.isValidSanitized(value, CLOCK) : fieldType.isValid(value);
      case "convert" -> convert(value, format);
      case "from_format", "from_format_midnight" -> convert(value, op + "|" + format);
      case "from_fuzzy" -> convert(value, "fuzzy");
      case "from_isoformat" -> convert(value, "utc_isoformat");
      case "from_timestamp" -> convert(value, "timestamp");
      case "from_windows_nt" -> convert(value, "windows_nt");
      case "from_epoch_millis" -> convert(value, "epoch_millis");
      case "to_domain_name" -> Urls.domainName(Text.str(value));
      case "to_int" -> value instanceof String text ? IpAddresses.toInt(text) : null;
      case "to_reverse" -> IpAddresses.reverseName(Text.str(value));
      case "version" -> version(fieldType, value);
      default -> throw new IllegalStateException("unknown operation " + op);
    };
  }

  private static @Nullable Object convert(Object value, String name) {
    try {
      return TimeFormat.of(name).convert(value, CLOCK);
    } catch (IllegalArgumentException e) {
      return null; // a format that the original refuses value by value, this one refuses at once
    }
  }

  /** Of numbers as of the addresses that they are. */
  private static @Nullable Object version(FieldType type, Object value) {
    Object address = value instanceof String ? value : type.sanitize(value);
    if (!(address instanceof String text)
        || !Types.IP_NETWORK.isValid(text)
        || (type.equals(Types.IP_ADDRESS) && text.indexOf('/') >= 0)) {
      return null;
    }
    return text.indexOf(':') >= 0 ? 6L : 4L;
  }

  /** Where the original raised, a refusal is right. */
  boolean agrees(@Nullable Object answer) {
    return raises == null
        ? Objects.equals(expected, answer)
        : answer == null || answer.equals(false);
  }

  /** What the original did, as the rules of reasoned differences see it. */
  String original() {
    return raises == null ? Text.repr(expected) : "raises " + raises;
  }

  /** A value of one of Python's classes, of which only the text is known. */
  private record Foreign(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
