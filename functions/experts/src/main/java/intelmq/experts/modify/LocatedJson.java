package intelmq.experts.modify;

import intelmq.experts.modify.Located.Member;
import intelmq.experts.modify.Located.Members;
import java.math.BigInteger;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON and keeps where each value stands; nesting is bounded by the library. */
final class LocatedJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private LocatedJson() {}

  /**
   * The one value that a text has.
   *
   * @throws RuleException if the text is no JSON, or a name stands twice in one object
   */
  static Located read(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == null) {
        throw new RuleException(1, 1, "expected a list of rules, but there is nothing");
      }
      Located value = value(json);
      if (json.nextToken() != null) {
        throw error(json.currentTokenLocation(), "expected nothing after the list");
      }
      return value;
    } catch (JacksonException e) {
      throw error(e.getLocation(), e.getOriginalMessage());
    }
  }

  private static Located value(JsonParser json) {
    TokenStreamLocation at = json.currentTokenLocation();
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> at(at, members(json));
      case START_ARRAY -> {
        var items = new ArrayList<Located>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        yield at(at, items);
      }
      case VALUE_STRING -> at(at, json.getString());
      case VALUE_NUMBER_INT -> at(at, integer(json.getBigIntegerValue()));
      case VALUE_NUMBER_FLOAT -> at(at, json.getDoubleValue());
      case VALUE_TRUE -> at(at, true);
      case VALUE_FALSE -> at(at, false);
      case VALUE_NULL -> at(at, null);
      case null, default -> throw error(at, "expected a value");
    };
  }

  private static Members members(JsonParser json) {
    var members = new ArrayList<Member>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      Located name = at(json.currentTokenLocation(), json.currentName());
      json.nextToken();
      members.add(new Member(name, value(json)));
    }
    return new Members(members);
  }

  private static Number integer(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private static Located at(TokenStreamLocation location, @Nullable Object value) {
    return new Located(value, location.getLineNr(), location.getColumnNr());
  }

  private static RuleException error(@Nullable TokenStreamLocation location, String message) {
    return location == null
        ? new RuleException(1, 1, message)
        : new RuleException(location.getLineNr(), location.getColumnNr(), message);
  }
}
