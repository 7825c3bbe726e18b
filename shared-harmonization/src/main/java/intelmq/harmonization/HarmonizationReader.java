package intelmq.harmonization;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads a {@code harmonization.conf} and collects all that is wrong with it. */
final class HarmonizationReader {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final List<String> SECTIONS = List.of("event", "report");
  private static final List<String> KEYS =
      List.of("description", "iregex", "length", "regex", "type");
  private static final Map<String, FieldType> TYPES = types();

  private final JsonParser json;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Definitions> sections = new HashMap<>();

  private HarmonizationReader(JsonParser json) {
    this.json = json;
  }

  static Harmonization read(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return new HarmonizationReader(json).read();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          place(e.getLocation()) + "is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, FieldType> types() {
    Map<String, FieldType> types = new LinkedHashMap<>();
    Types.all().forEach(type -> types.put(type.name(), type));
    return types;
  }

  private Harmonization read() {
    json.nextToken();
    members("the file", this::section);
    if (json.nextToken() != null) {
      problem("the file", "goes on after its end");
    }
    for (String section : SECTIONS) {
      if (!sections.containsKey(section)) {
        problems.add(section + ": is missing");
      }
    }
    Definitions events = sections.get("event");
    Definitions reports = sections.get("report");
    if (events == null || reports == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new Harmonization(events, reports);
  }

  private void section(String section) {
    if (!SECTIONS.contains(section)) {
      unknown("the file", section, SECTIONS);
      json.skipChildren();
      return;
    }
    Definitions.Origin origin = new Definitions.Origin();
    List<Field> fields = new ArrayList<>();
    members(section, name -> fields.add(field(section, origin, name)));
    sections.put(section, new Definitions(origin, fields));
  }

  private Field field(String section, Definitions.Origin origin, String name) {
    String place = section + ", " + name;
    if (!Definitions.isName(name)) {
      problem(
          place,
          "is no name for a field: those are words of lower-case letters, digits and underscores,"
              + " joined by dots, the first of at least two characters and not with a digit in"
              + " front");
    }
    var rules = new Rules();
    boolean object = members(place, key -> rule(place, key, rules));
    if (object && !rules.hasType) {
      problem(place, "has no type");
    }
    if (rules.type.equals(Types.JSON_DICT) && name.indexOf('.') >= 0) {
      problem(place, "is of type JSONDict, for which a name must have no dot");
    }
    return new Field(
        origin,
        name,
        rules.type,
        rules.length,
        rules.regex,
        rules.regexIgnoringCase,
        rules.description);
  }

  private void rule(String place, String key, Rules rules) {
    String here = place + ", " + key;
    switch (key) {
      case "type" -> {
        rules.hasType = true;
        rules.type = type(here);
      }
      case "length" -> rules.length = length(here);
      case "regex" -> rules.regex = pattern(here, TextPattern::of);
      case "iregex" -> rules.regexIgnoringCase = pattern(here, TextPattern::ignoringCase);
      case "description" -> rules.description = text(here);
      default -> {
        unknown(here, key, KEYS);
        json.skipChildren();
      }
    }
  }

  private FieldType type(String place) {
    String name = text(place);
    FieldType type = TYPES.get(name);
    if (type == null && !name.isEmpty()) {
      problem(place, "there is no type '" + name + "'" + Nearest.hint(name, TYPES.keySet()));
    }
    return type == null ? Types.STRING : type;
  }

  private int length(String place) {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT
        && json.getIntValue() > 0) {
      return json.getIntValue();
    }
    problem(place, "is not a whole number above 0");
    json.skipChildren();
    return 0;
  }

  private @Nullable TextPattern pattern(String place, Function<String, TextPattern> compiler) {
    String regex = text(place);
    try {
      return regex.isEmpty() ? null : compiler.apply(regex);
    } catch (PatternSyntaxException e) {
      problem(place, "'" + regex + "' is no regular expression of RE2: " + e.getDescription());
      return null;
    }
  }

  /** The text that stands here; empty if something else does, which is a problem. */
  private String text(String place) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    problem(place, "is not a text");
    json.skipChildren();
    return "";
  }

  /** Reads an object member by member; whether it was one. */
  private boolean members(String place, Consumer<String> member) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      problem(place, "is not a JSON object");
      json.skipChildren();
      return false;
    }
    Set<String> names = new HashSet<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (!names.add(name)) {
        problem(place, "'" + name + "' is there more than once");
      }
      json.nextToken();
      member.accept(name);
    }
    return true;
  }

  private void unknown(String place, String key, Collection<String> known) {
    problem(
        place,
        "there is no key '"
            + key
            + "'"
            + Nearest.of(key, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(", but " + String.join(", ", known)));
  }

  private void problem(String place, String reason) {
    problems.add(place(json.currentTokenLocation()) + place + ": " + reason);
  }

  private static String place(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }

  /** The rules of one field, as far as they have been read. */
  private static final class Rules {
    private boolean hasType;
    private FieldType type = Types.STRING;
    private int length;
    private @Nullable TextPattern regex;
    private @Nullable TextPattern regexIgnoringCase;
    private String description = "";
  }
}
