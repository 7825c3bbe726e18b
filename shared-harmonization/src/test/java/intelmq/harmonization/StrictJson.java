package intelmq.harmonization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a parser of the standard makes of bytes, with all strictness there is: the judge of what the
 * project's own reader may accept.
 */
final class StrictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(5_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private int deepest;
  private int longestNumber;

  private StrictJson() {}

  /**
   * An object, and what of it has limits.
   *
   * @param members the members of the object, in order
   * @param depth how deep values are nested in it
   * @param longestNumber the length of its longest number
   */
  record Result(Map<String, Object> members, int depth, int longestNumber) {}

  /** The one object that bytes are. */
  static Result accepted(byte[] bytes) {
    Result result = read(bytes);
    if (result == null) {
      throw new AssertionError("a strict parser refuses it");
    }
    return result;
  }

  /** The one object that bytes are, or null. */
  static @Nullable Result read(byte[] bytes) {
    try {
      if (new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0) {
        return null; // the parser would take the text for UTF-16
      }
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      return null;
    }
    var reader = new StrictJson();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, Object> members = new LinkedHashMap<>();
      reader
          .object(json, 0)
          .forEach((name, value) -> members.put(name, Objects.requireNonNull(value)));
      return json.nextToken() == null
          ? new Result(members, reader.deepest, reader.longestNumber)
          : null;
    } catch (JacksonException | IOException e) {
      return null;
    }
  }

  private Map<String, @Nullable Object> object(JsonParser json, int depth) throws IOException {
    deepest = Math.max(deepest, depth);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = Objects.requireNonNull(json.currentName());
      json.nextToken();
      checkWellFormed(name);
      members.put(name, value(json, depth));
    }
    return members;
  }

  /** Null within a value is null. */
  private @Nullable Object value(JsonParser json, int depth) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, depth + 1);
      case START_ARRAY -> {
        deepest = Math.max(deepest, depth + 1);
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json, depth + 1));
        }
        yield items;
      }
      case VALUE_STRING -> {
        String text = json.getString();
        checkWellFormed(text);
        yield text;
      }
      case VALUE_NUMBER_INT -> {
        longestNumber = Math.max(longestNumber, json.getStringLength());
        yield json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? json.getBigIntegerValue()
            : (Object) json.getLongValue();
      }
      case VALUE_NUMBER_FLOAT -> {
        longestNumber = Math.max(longestNumber, json.getStringLength());
        double number = Double.parseDouble(json.getString());
        if (!Double.isFinite(number)) {
          throw new IOException("infinite");
        }
        yield number;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> depth == 0 ? Json.NULL : null;
      case null, default -> throw new IOException("no value");
    };
  }

  /** Half a character cannot be written in UTF-8 again. */
  private static void checkWellFormed(String text) throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IOException("half a character");
    }
  }
}
