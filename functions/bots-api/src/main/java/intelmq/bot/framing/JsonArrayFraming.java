package intelmq.bot.framing;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The report is a JSON array, each object in it a record; anything else in it is broken. Where a
 * report is not or no longer JSON, one broken frame says so and is the last.
 *
 * <p>Values are {@code String}, {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean},
 * {@code List}, {@code Map} and null.
 */
public record JsonArrayFraming() implements Framing<Map<String, @Nullable Object>> {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_RECORD).build())
          // what is left is shown where a report ends to be JSON
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          // as Python does
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** Makes a parser go on within an array, after an element. */
  private static final String WITHIN = "[{}";

  private static final Pattern SOURCE =
      Pattern.compile(" \\((start marker|for .* starting) .*", Pattern.DOTALL);
  private static final String COLUMN = "column";
  private static final String ENDED = "ended";

  @Override
  public Frames<Map<String, @Nullable Object>> open(InputStream report, Position from) {
    return new Elements(report, from);
  }

  private static final class Elements implements Frames<Map<String, @Nullable Object>> {
    private final RecordingReader text;
    private final JsonParser json;
    private final Position from;
    private boolean started;
    private boolean ended;

    Elements(InputStream report, Position from) {
      this.from = from;
      this.ended = from.truth(ENDED);
      this.text = new RecordingReader(report, from.offset(), from.offset() == 0 ? "" : WITHIN);
      this.json = JSON.createParser(ObjectReadContext.empty(), text);
    }

    /** Goes to the place within the array where the frames begin; null if there is an array. */
    private @Nullable Frame<Map<String, @Nullable Object>> start() throws IOException {
      started = true;
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_ARRAY) {
        return last("expected a JSON array, found " + describe(first), json.currentTokenLocation());
      }
      if (from.offset() > 0) {
        json.nextToken();
        json.nextToken();
        text.keepFrom(WITHIN.length());
      }
      return null;
    }

    @Override
    public @Nullable Frame<Map<String, @Nullable Object>> next() throws IOException {
      if (ended) {
        return null;
      }
      try {
        Frame<Map<String, @Nullable Object>> none = started ? null : start();
        if (none != null) {
          return none;
        }
        JsonToken token = json.nextToken();
        if (token != JsonToken.END_ARRAY) {
          return element(token);
        }
        text.keepFrom(json.currentLocation().getCharOffset());
        if (json.nextToken() != null) {
          return last("expected nothing after the array", json.currentTokenLocation());
        }
        ended = true;
        return null;
      } catch (JacksonIOException e) {
        throw e.getCause();
      } catch (JacksonException e) {
        // the source it names after this is none that could be shown
        String message = SOURCE.matcher(e.getOriginalMessage()).replaceFirst("");
        return last("not JSON: " + message, json.currentLocation());
      }
    }

    @Override
    public Position position() {
      if (!started && !ended) {
        return from;
      }
      TokenStreamLocation here = json.currentLocation();
      return new Position(
          Math.max(1, text.offset(here.getCharOffset())),
          line(here),
          ended ? Map.of(ENDED, true) : Map.of(COLUMN, column(here)));
    }

    @Override
    public void close() throws IOException {
      text.close();
    }

    private Frame<Map<String, @Nullable Object>> element(JsonToken token) {
      TokenStreamLocation begin = json.currentTokenLocation();
      text.keepFrom(begin.getCharOffset());
      Map<String, @Nullable Object> object = token == JsonToken.START_OBJECT ? object() : Map.of();
      while (json.streamReadContext().getNestingDepth() > 1) {
        json.nextToken();
      }
      json.finishToken();
      String found = text.kept(json.currentLocation().getCharOffset());
      if (text.overflown()) {
        return new Frame.Broken<>(line(begin), found, ByteLines.TOO_LONG);
      }
      text.keepFrom(json.currentLocation().getCharOffset());
      String alone = "[" + found + "]";
      if (token != JsonToken.START_OBJECT) {
        String reason = "expected a JSON object, found " + describe(token) + at(begin);
        return new Frame.Broken<>(line(begin), alone, reason);
      }
      return new Frame.Whole<>(line(begin), alone, object);
    }

    /** The value that begins with this token; of a record that is too large only a part. */
    private @Nullable Object value(JsonToken token) {
      return switch (token) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> json.getString();
        case VALUE_NUMBER_INT ->
            json.getNumberValue() instanceof BigInteger big ? big : (Object) json.getLongValue();
        case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> null;
      };
    }

    private Map<String, @Nullable Object> object() {
      var object = new LinkedHashMap<String, @Nullable Object>();
      while (!text.overflown() && json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        object.put(name, value(json.nextToken()));
      }
      return object;
    }

    private List<@Nullable Object> array() {
      var array = new ArrayList<@Nullable Object>();
      while (!text.overflown()) {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_ARRAY) {
          break;
        }
        array.add(value(token));
      }
      return array;
    }

    private Frame<Map<String, @Nullable Object>> last(String reason, TokenStreamLocation where)
        throws IOException {
      ended = true;
      return new Frame.Broken<>(line(where), text.rest(), reason + at(where));
    }

    private String at(TokenStreamLocation where) {
      return " (line " + line(where) + ", column " + column(where) + ")";
    }

    private long line(TokenStreamLocation where) {
      return from.line() - 1 + Math.max(1, where.getLineNr());
    }

    private long column(TokenStreamLocation where) {
      boolean moved = from.offset() > 0 && where.getLineNr() == 1;
      long before = moved ? from.number(COLUMN, 1) - 1 - WITHIN.length() : 0;
      return Math.max(1, before + where.getColumnNr());
    }

    private static String describe(@Nullable JsonToken token) {
      return switch (token) {
        case null -> "nothing";
        case START_OBJECT -> "an object";
        case START_ARRAY -> "an array";
        case VALUE_STRING -> "a string";
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
        case VALUE_TRUE, VALUE_FALSE -> "a truth value";
        default -> "null";
      };
    }
  }
}
