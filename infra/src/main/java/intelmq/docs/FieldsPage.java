package intelmq.docs;

import static java.util.stream.Collectors.joining;

import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The reference page of a harmonisation: its fields, all types, the rules; as Markdown. */
public final class FieldsPage {
  private static final String NAMES =
      """

      ## Names

      A name consists of words of lower-case letters, digits and underscores, joined by dots. The first word has at least two characters and does not begin with a digit. A name is a
      configured field's, or free below a field of type JSONDict (`extra`): whatever stands behind `extra.` is a field of its own, that takes any JSON value unchanged.

      | name | a field? |
      |---|---|
      """;

  private static final List<String> EXAMPLES_OF_NAMES =
      List.of(
          "source.ip",
          "source.address",
          "extra.sensor",
          "extra.sensor.2",
          "extra.Sensor",
          "extra.sensor-id",
          "extra.");

  private static final String RULES =
      """

      ## Fields of type JSONDict

      - A JSON object that is added to such a field, or the text of one, is taken apart: each of its members becomes a field, `extra.<member>`. Only one level is; an object in an object stays a value.
      - Each member's name must be right, or the whole object is refused.
      - Empty members are passed over, except below `extra`, where they stay.
      - Read as a whole, the field is the text of a JSON object of all that is below it. Removed, all of that is removed.
      - Length and regular expressions of the field hold for each field below it.
      - Its own name has no dot.

      ## Adding a value

      What happens when a bot adds a value, in this order; the first rule that applies ends it:

      1. The field has a value already: the new one is refused (`key-exists`), or ignored, or replaces it, whichever the bot asks for.
      2. The value is empty (null, an empty text, `-` or `N/A`): nothing happens; if it is to replace one, that one is removed. 0, false and empty lists are not empty here, but a type may refuse them.
      3. There is no such field: refused (`invalid-key`).
      4. The type makes its form of the value. If there is none, or it is not valid, it is refused (`invalid-value`).
      5. The form's text is longer than the field's length (in characters), or does not match its `regex` or, in upper or lower case, its `iregex`: refused (`invalid-value`). An expression need not match the
         whole text unless it says so with `^` and `$`.

      A parser's record or an event in which a value was refused is set aside with the first such reason. Values from other IntelMQ systems are tried as they stand first, and put into form only if they are not
      valid: Base64 stays what it is there.

      `./intelmqctl check-value source.ip 192.0.2.1/32` shows what becomes of a value, by these rules.

      ## Fields of your own

      `./intelmqctl fields --type json > harmonization.conf` writes the definitions in IntelMQ's format, to be changed: a JSON object with the members `event` and `report`, which have for each field an object with its
      `type` and if need be `description`, `length`, `regex` and `iregex`. Expressions are RE2's. [configuration.md](configuration.md#fields-of-your-own) says how a deployment uses the file;
      `./intelmqctl fields --harmonization harmonization.conf` checks it and shows its fields.
      """;

  private final Harmonization harmonization;

  private FieldsPage(Harmonization harmonization) {
    this.harmonization = harmonization;
  }

  /** The page. */
  public static String of(Harmonization harmonization) {
    return new FieldsPage(harmonization).page();
  }

  private String page() {
    return "# Fields and types\n\n"
        + "Generated from the definitions: "
        + harmonization.fields().size()
        + " fields of events, of which reports have "
        + harmonization.reportFields().size()
        + ", and "
        + Types.all().size()
        + " types.\n`./intelmqctl fields` prints the same.\n"
        + fields()
        + types()
        + NAMES
        + EXAMPLES_OF_NAMES.stream().map(this::name).collect(joining())
        + RULES;
  }

  private String fields() {
    Set<Field> ofReports = new HashSet<>(harmonization.reportFields());
    return "\n## Fields\n\nThose marked with * reports have, too. Length counts characters.\n\n"
        + "| field | type | what it says | length | regular expression |\n|---|---|---|---|---|\n"
        + harmonization.fields().stream()
            .map(field -> field(field, ofReports.contains(field)))
            .collect(joining());
  }

  private static String field(Field field, boolean ofReports) {
    String type = field.type().name();
    return row(
        code(field.name()) + (ofReports ? " *" : ""),
        "[" + type + "](#" + type.toLowerCase(Locale.ROOT) + ")",
        cell(field.description()),
        field.maxLength() == 0 ? "" : String.valueOf(field.maxLength()),
        Stream.concat(
                field.regex().map(FieldsPage::code).stream(),
                field.regexIgnoringCase().map(regex -> code(regex) + " in any case").stream())
            .collect(joining(" and ")));
  }

  private static String types() {
    return "\n## Types\n\nWhat is made of a value that is added. The examples are computed, on "
        + TypeExample.DAY.toString().substring(0, 10)
        + ".\n"
        + Types.all().stream().map(FieldsPage::type).collect(joining());
  }

  private static String type(FieldType type) {
    String values =
        type.values().isEmpty()
            ? ""
            : "\nValues: "
                + type.values().stream().map(FieldsPage::code).collect(joining(", "))
                + ".\n";
    return "\n### "
        + type.name()
        + "\n\n"
        + type.description()
        + "\n"
        + values
        + "\n| given | becomes |\n|---|---|\n"
        + TypeExample.of(type).stream().map(FieldsPage::example).collect(joining());
  }

  private static String example(TypeExample example) {
    return row(
        code(example.givenJson()),
        example.accepted()
            ? code(example.becomesJson())
            : example.becomes() == null
                ? "refused"
                : "refused, for it would be " + code(example.becomesJson()));
  }

  private String name(String name) {
    return row(code(name), harmonization.find(name).isPresent() ? "yes" : "no");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Text between backticks, of which it has none, in a cell of a table. */
  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
