package intelmq.harmonization;

import intelmq.python.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event or a report as a {@link Harmonization} defines it: one with a type of its
 * own, or a free one below a field of type JSONDict, {@code extra.sensor} for instance.
 */
public final class Field {
  private static final Definitions.Origin NOWHERE = new Definitions.Origin();

  /** The harmonisation's part that this definition is of. */
  private final Definitions.Origin origin;

  private final String name;
  private final FieldType type;
  private final int maxLength;
  private final @Nullable TextPattern regex;
  private final @Nullable TextPattern regexIgnoringCase;
  private final String description;
  private final @Nullable String prefix;

  Field(
      Definitions.Origin origin,
      String name,
      FieldType type,
      int maxLength,
      @Nullable TextPattern regex,
      @Nullable TextPattern regexIgnoringCase,
      String description) {
    this.origin = origin;
    this.name = name;
    this.type = type;
    this.maxLength = maxLength;
    this.regex = regex;
    this.regexIgnoringCase = regexIgnoringCase;
    this.description = description;
    this.prefix = type.equals(Types.JSON_DICT) ? name + "." : null;
  }

  /** The standard field {@code extra.<key>}, which takes any JSON value unchanged. */
  public static Field extra(String key) {
    return of(Fields.EXTRA.name() + "." + key);
  }

  /**
   * The field of the standard harmonisation that has this name.
   *
   * @throws IllegalArgumentException if there is none; the message has the nearest right name
   */
  public static Field of(String name) {
    return Harmonization.standard().field(name);
  }

  /** The field of the standard harmonisation that has this name, if it has one. */
  public static Optional<Field> find(String name) {
    return Harmonization.standard().find(name);
  }

  /** A field below this one, which is of type JSONDict; its rules but for the type are the same. */
  Field below(String freeName) {
    return new Field(origin, freeName, Types.ANY, maxLength, regex, regexIgnoringCase, "");
  }

  /** A name that is none of a harmonisation's. */
  static Field unknown(String name) {
    return new Field(NOWHERE, name, Types.ANY, 0, null, null, "");
  }

  /** All that is said of it but the name. */
  List<Object> rules() {
    return List.of(type.name(), maxLength, regex(), regexIgnoringCase(), description);
  }

  /** The flat name, for instance {@code source.ip}. */
  public String name() {
    return name;
  }

  /** What values it takes. */
  public FieldType type() {
    return type;
  }

  /** Most characters (code points) of the value's text; 0 for no limit. */
  public int maxLength() {
    return maxLength;
  }

  /** What the value's text must contain a match of, as a regular expression in Python's syntax. */
  public Optional<String> regex() {
    return Optional.ofNullable(regex).map(TextPattern::regex);
  }

  /** As {@link #regex}, for upper and lower case alike. */
  public Optional<String> regexIgnoringCase() {
    return Optional.ofNullable(regexIgnoringCase).map(TextPattern::regex);
  }

  /** One sentence on what the field says about an event; empty for a free field. */
  public String description() {
    return description;
  }

  /** Whether it takes a JSON object, each member of which is a field of its own below it. */
  public boolean isDict() {
    return prefix != null;
  }

  /** What the names of the fields below it begin with, if it {@link #isDict}. */
  @Nullable String prefix() {
    return prefix;
  }

  boolean isOf(Definitions.Origin otherOrigin) {
    return origin == otherOrigin;
  }

  /** What is wrong with a harmonised value by the field's own rules, or null. */
  @Nullable String misfit(Object value) {
    if (maxLength == 0 && regex == null && regexIgnoringCase == null) {
      return null;
    }
    String text = Text.str(value);
    if (maxLength > 0
        && text.length() > maxLength
        && text.codePointCount(0, text.length()) > maxLength) {
      return "is longer than " + maxLength + " characters";
    }
    if (regex != null && !regex.isIn(text)) {
      return "does not match " + regex;
    }
    return regexIgnoringCase != null && !regexIgnoringCase.isIn(text)
        ? "does not match " + regexIgnoringCase
        : null;
  }

  /** Two fields are the same if their names are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field field && field.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
