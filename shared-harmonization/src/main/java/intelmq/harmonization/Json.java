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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of messages: one flat object, keys in the message's order. */
public final class Json {
  /** JSON's null as a value below {@code extra}, where it may stand. */
  public static final Object NULL = None.NONE;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What Python reads as JSON: also {@code NaN} and {@code Infinity}, and keys that recur. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build())
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Writes an event as one JSON object, without {@code __type}, in the order of its fields. */
  public static void write(Message message, OutputStream out) {
    write(message.values(), out);
  }

  /** The event as one JSON object, without {@code __type}, in the order of its fields. */
  public static String text(Message message) {
    return text(message.values());
  }

  /** The event as one JSON object with sorted keys. */
  public static String sorted(Message message) {
    return text(new TreeMap<>(message.values()));
  }

  /** Reads an event from its JSON object; values are taken as they stand. */
  public static Event event(byte[] json, int offset, int length) throws IOException {
    return new Event(object(json, offset, length));
  }

  /** Reads a report from its JSON object; values are taken as they stand. */
  public static Report report(byte[] json) throws IOException {
    return new Report(object(json, 0, json.length));
  }

  /**
   * Any JSON value as Java maps, lists, text, numbers and booleans; null if the text is no JSON.
   */
  public static @Nullable Object tryParse(String text) {
    try {
      return LENIENT.readValue(text, Object.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Whether a text is JSON as Python reads it. */
  static boolean isJson(String text) {
    try (JsonParser json = LENIENT.createParser(text)) {
      if (json.nextToken() == null) {
        return false;
      }
      json.skipChildren();
      return json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** A JSON object from a stream, as a map. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(InputStream in) throws IOException {
    try {
      return MAPPER.readValue(in, LinkedHashMap.class);
    } catch (JacksonException e) {
      throw new IOException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  /** Maps, lists, text, numbers and booleans as JSON text. */
  public static String text(Object value) {
    var out = new ByteArrayOutputStream(512);
    write(value, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(Object value, OutputStream out) {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      writeValue(value, json);
    }
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean bool -> json.writeBoolean(bool);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case Double number -> write(number, json);
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((key, item) -> {
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

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(byte[] json, int offset, int length)
      throws IOException {
    try {
      Map<String, @Nullable Object> map =
          MAPPER.readValue(json, offset, length, LinkedHashMap.class);
      map.replaceAll((key, value) -> value == null ? NULL : value);
      return (Map<String, Object>) (Map<String, ?>) map;
    } catch (JacksonException e) {
      throw new IOException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
