package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The JSON form of messages: one flat object, keys in the message's order. */
public final class Json {
  /** JSON's null as a value below {@code extra}, where it may stand. */
  public static final Object NULL = None.NONE;

  private static final char REPLACEMENT = '\ufffd';

  /** Some more than that of values, which stand in objects. */
  private static final int MOST_DEPTH = JsonBytes.MOST_DEPTH + 2;

  /** Whatever a message takes. */
  private static final StreamReadConstraints READ_LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MOST_DEPTH)
          .maxNumberLength(JsonBytes.LONGEST_NUMBER)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(READ_LIMITS)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .build();

  /** What Python reads as JSON: also {@code NaN} and {@code Infinity}, and keys that recur. */
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(READ_LIMITS)
          .build();

  private Json() {}

  /** The event as one JSON object, without {@code __type}, in the order of its fields. */
  public static String text(Message message) {
    var out = new EventWriter(1024);
    out.write(message);
    return out.toString();
  }

  /** The event as one JSON object with sorted keys. */
  public static String sorted(Message message) {
    return text(new TreeMap<>(message.toMap()));
  }

  /** Reads an event of the standard harmonisation from its JSON object. */
  public static Event event(byte[] json, int offset, int length) throws IOException {
    return event(Arrays.copyOfRange(json, offset, offset + length), Harmonization.standard());
  }

  /** Reads an event from its JSON object; values are taken as they stand. */
  public static Event event(byte[] json, Harmonization harmonization) throws IOException {
    var reader = new EventReader(harmonization, json, json.length);
    Event event = reader.next();
    if (reader.hasNext()) {
      throw new IOException("not a JSON object: there is another line after it");
    }
    return event;
  }

  /** Reads a report of the standard harmonisation from its JSON object. */
  public static Report report(byte[] json) throws IOException {
    return report(json, Harmonization.standard());
  }

  /** Reads a report from its JSON object; values are taken as they stand. */
  public static Report report(byte[] json, Harmonization harmonization) throws IOException {
    return new Report(harmonization, event(json, harmonization.ofReports()).values());
  }

  /**
   * Any JSON value, as Python reads it, as Java maps, lists, text, numbers ({@code Long}, {@code
   * BigInteger}, {@code Double}) and booleans; null if the text is no JSON.
   */
  public static @Nullable Object tryParse(String text) {
    try (JsonParser json = LENIENT.createParser(ObjectReadContext.empty(), text)) {
      return document(json);
    } catch (JacksonException | IOException e) {
      return null;
    }
  }

  /** Whether a text is JSON as Python reads it. */
  static boolean isJson(String text) {
    try (JsonParser json = LENIENT.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        return false;
      }
      json.skipChildren();
      return json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** A JSON object from a stream, as a map; its nulls are null. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(InputStream in) throws IOException {
    try (JsonParser json = STRICT.createParser(ObjectReadContext.empty(), in)) {
      return (Map<String, Object>) (Map<String, ?>) object(json);
    } catch (JacksonException e) {
      throw new IOException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  /** Maps, lists, text, numbers and booleans as JSON text. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Object value) {
    var out = new ByteArrayOutputStream(512);
    write(value, out);
    return out.toByteArray();
  }

  /** The Java value of an array or object that is right. */
  static Object value(byte[] bytes, int start, int end) {
    try (JsonParser json =
        STRICT.createParser(ObjectReadContext.empty(), bytes, start, end - start)) {
      return Objects.requireNonNull(document(json));
    } catch (JacksonException | IOException e) {
      throw new IllegalArgumentException("no JSON value", e);
    }
  }

  /** Whether bytes are one JSON value by the standard, with no name twice in an object. */
  static boolean isStrict(byte[] bytes, int start, int end) {
    try (JsonParser json =
        STRICT.createParser(ObjectReadContext.empty(), bytes, start, end - start)) {
      json.nextToken();
      json.skipChildren();
      return json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    if (!(document(json) instanceof Map<?, ?> map)) {
      throw new IOException("not a JSON object but another JSON value");
    }
    return (Map<String, @Nullable Object>) map;
  }

  private static @Nullable Object document(JsonParser json) throws IOException {
    if (json.nextToken() == null) {
      throw new IOException("not a JSON object: there is no text");
    }
    Object value = readValue(json);
    if (json.nextToken() != null) {
      throw new IOException("not a JSON object: there is more text after it");
    }
    return value;
  }

  private static @Nullable Object readValue(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          map.put(name, readValue(json));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(readValue(json));
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> null;
    };
  }

  private static Number integer(JsonParser json) {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? json.getBigIntegerValue()
        : (Number) json.getLongValue();
  }

  private static void write(Object value, OutputStream out) {
    try (JsonGenerator json = STRICT.createGenerator(ObjectWriteContext.empty(), out)) {
      writeValue(value, json);
    }
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(wellFormed(text));
      case Boolean bool -> json.writeBoolean(bool);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case Double number -> write(number, json);
      case Map<?, ?> map -> {
        json.writeStartObject();
        wellFormed(map)
            .forEach((key, item) -> {
              json.writeName(String.valueOf(key));
              writeValue(item, json);
            });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> writeValue(item, json));
        json.writeEndArray();
      }
      case None none -> json.writeNull();
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  /** JSON has no infinite numbers: they leave as text, which every reader takes. */
  private static void write(double number, JsonGenerator json) {
    if (Double.isFinite(number)) {
      json.writeNumber(Text.repr(number));
    } else {
      json.writeString(PyJson.dumps(number));
    }
  }

  /** Names that differ only in such halves become one, with the last value. */
  private static Map<?, ?> wellFormed(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      String name = String.valueOf(key);
      if (!wellFormed(name).equals(name)) {
        Map<String, @Nullable Object> wellFormed = new LinkedHashMap<>();
        map.forEach((other, value) -> wellFormed.put(wellFormed(String.valueOf(other)), value));
        return wellFormed;
      }
    }
    return map;
  }

  /** Escapes in JSON can make half a character, which UTF-8 cannot carry. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return withoutHalves(text);
      }
    }
    return text;
  }

  private static String withoutHalves(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
