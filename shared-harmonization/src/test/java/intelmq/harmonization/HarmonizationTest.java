package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.python.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmonizationTest {
  private static final Harmonization STANDARD = Harmonization.standard();

  @Test
  void hasIntelMqsFields() {
    assertThat(STANDARD.fields()).extracting(Field::name).hasSize(89).isSorted();
    assertThat(STANDARD.reportFields()).hasSize(10);
    assertThat(STANDARD.fields())
        .allSatisfy(field -> {
          assertThat(field.description()).hasSizeBetween(15, 100).endsWith(".");
          assertThat(STANDARD.definition(field)).get().isSameAs(field);
        });
  }

  /** Types, lengths and expressions of IntelMQ's file, where it is at hand. */
  @Test
  void definesFieldsAsIntelMqDoes() throws IOException {
    Path file =
        Path.of(System.getProperty("conformance.dir", "../../shared/conformance"))
            .resolveSibling("reference/harmonization.json");
    assumeTrue(Files.exists(file), "skipped: there is no " + file.toAbsolutePath());
    try (InputStream in = Files.newInputStream(file)) {
      Map<String, Object> original = Json.object(in);
      compare(original, "event", STANDARD.fields());
      compare(original, "report", STANDARD.reportFields());
    }
  }

  @SuppressWarnings("unchecked")
  private static void compare(
      Map<String, Object> original, String section, Collection<Field> fields) {
    List<String> names = new ArrayList<>();
    for (var rules : (List<Map<String, Object>>) Objects.requireNonNull(original.get(section))) {
      String name = Text.str(rules.get("name"));
      Field field = Field.of(name);
      assertThat(fields).contains(field);
      assertThat(field.type().name()).as(name).isEqualTo(rules.get("type"));
      assertThat((long) field.maxLength()).as(name).isEqualTo(rules.getOrDefault("length", 0L));
      assertThat(field.regex().orElse("")).as(name).isEqualTo(rules.getOrDefault("regex", ""));
      assertThat(field.regexIgnoringCase().orElse(""))
          .as(name)
          .isEqualTo(rules.getOrDefault("iregex", ""));
      names.add(name);
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void readsWhatItWrites() {
    String json = STANDARD.toJson();
    Harmonization again = Harmonization.parse(json);
    assertThat(again.toJson()).isEqualTo(json);
    assertThat(again.fields()).containsExactlyElementsOf(STANDARD.fields());
    assertThat(again.reportFields()).containsExactlyElementsOf(STANDARD.reportFields());
  }

  @Test
  void findsOwnFieldsAndThoseBelowObjects() {
    Harmonization own =
        Harmonization.parse(
            """
            {"event": {
               "sensor": {"type": "JSONDict", "description": "Who saw it."},
               "source.ip": {"type": "String", "length": 3},
               "colour": {"type": "LowercaseString", "regex": "^r", "iregex": "D$"}
             },
             "report": {"raw": {"type": "Base64"}}}
            """);
    assertThat(own.fields())
        .extracting(Field::name)
        .containsExactly("sensor", "source.ip", "colour");
    assertThat(own.field("sensor.a.b").type()).isEqualTo(Types.ANY);
    assertThat(own.find("extra.a")).isEmpty();
    assertThat(own.find("sensor.A")).isEmpty();
    assertThat(own.definition(Fields.SOURCE_IP)).get().extracting(Field::maxLength).isEqualTo(3);
    assertThat(own.definition(Fields.SOURCE_ASN)).isEmpty();
    assertThat(own.definition(Field.extra("a"))).isEmpty();
    assertThat(STANDARD.definition(own.field("sensor"))).isEmpty();
    assertThat(STANDARD.definition(own.field("source.ip"))).get().isSameAs(Fields.SOURCE_IP);
    assertThatThrownBy(() -> own.field("color"))
        .hasMessage("there is no field 'color'; did you mean 'colour'?");
    assertThat(own.field("colour").misfit("red")).isNull();
    assertThat(own.field("colour").misfit("RED")).isEqualTo("does not match ^r");
    assertThat(own.field("colour").misfit("re")).isEqualTo("does not match D$");
  }

  @Test
  void refusesAWrongFileWithAllThatIsWrong() {
    String json =
        """
        {"event": {
           "source..ip": {"type": "IPAddress"},
           "source.ip": {"type": "IPAdress", "lenght": 5},
           "source.port": {"type": "Integer", "length": 0},
           "source.port": {"type": "Integer", "length": "5"},
           "a": {"type": "String"},
           "tlp": {"type": "TLP", "type": "TLP", "nonsense": [1, {"x": 2}]},
           "status": {"type": "String", "regex": "(", "iregex": "(?=a)b"},
           "rtir_id": {"length": 1.5, "description": 7},
           "comment": "String"
         },
         "events": {}}
        """;
    assertThatThrownBy(() -> Harmonization.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .satisfies(message ->
            assertThat(message.lines().map(HarmonizationTest::withoutColumn))
                .containsExactly(
                    "line 2, event, source..ip: is no name for a field: those are words of lower-case"
                        + " letters, digits and underscores, joined by dots, the first of at least two"
                        + " characters and not with a digit in front",
                    "line 3, event, source.ip, type: there is no type 'IPAdress'; did you mean"
                        + " 'IPAddress'?",
                    "line 3, event, source.ip, lenght: there is no key 'lenght'; did you mean"
                        + " 'length'?",
                    "line 4, event, source.port, length: is not a whole number above 0",
                    "line 5, event: 'source.port' is there more than once",
                    "line 5, event, source.port, length: is not a whole number above 0",
                    "line 6, event, a: is no name for a field: those are words of lower-case letters,"
                        + " digits and underscores, joined by dots, the first of at least two"
                        + " characters and not with a digit in front",
                    "line 7, event, tlp: 'type' is there more than once",
                    "line 7, event, tlp, nonsense: there is no key 'nonsense', but description, iregex,"
                        + " length, regex, type",
                    "line 8, event, status, regex: '(' is no regular expression of RE2: missing"
                        + " closing )",
                    "line 8, event, status, iregex: '(?=a)b' is no regular expression of RE2: invalid"
                        + " or unsupported Perl syntax",
                    "line 9, event, rtir_id, length: is not a whole number above 0",
                    "line 9, event, rtir_id, description: is not a text",
                    "line 9, event, rtir_id: has no type",
                    "line 10, event, comment: is not a JSON object",
                    "line 12, the file: there is no key 'events'; did you mean 'event'?",
                    "report: is missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"event": {            | line 1, column
          {"event": {}, "report" | line 1, column
          []                     | line 1, column 1: the file: is not a JSON object
          {"event": {}, "report": {}} x | is no JSON
          {"event": {}, "report": {}} 1 | the file: goes on after its end
          ''                     | the file: is not a JSON object
          """)
  void saysWhereAFileIsBroken(String json, String message) {
    assertThatThrownBy(() -> Harmonization.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  static List<Arguments> expressions() {
    return List.of(
        Arguments.of("a$", "a", "a\nb"),
        Arguments.of("^a\\Z", "a", "a\n"),
        Arguments.of("^\\w+$", "äß٣_", "a-b"),
        Arguments.of("^[\\w.]+$", "é.", "a b"),
        Arguments.of("^[^\\d]+$", "ab", "a٣"),
        Arguments.of("^\\s$", "\u2003", "x"),
        Arguments.of("^\\S+$", "ab", "a\u2003b"),
        Arguments.of("^a{,2}$", "aa", "aaa"),
        Arguments.of("^[]a]+$", "]a", "["),
        Arguments.of("^[[a]+$", "[a", "]"),
        Arguments.of("^\u00e9\\u00e9$", "éé", "e"),
        Arguments.of("^(?P<x>a|b)+$", "abab", "abc"),
        Arguments.of("^[a-c_]+$", "abc_", "abcd"),
        Arguments.of("^[A-Z]{2}$", "AB", "ABC"),
        Arguments.of("^.*[^\\.]$", "a.b", "ab."));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void searchesAsPythonDoes(String regex, String match, String other) {
    TextPattern pattern = TextPattern.of(regex);
    assertThat(pattern.isIn(match)).isTrue();
    assertThat(pattern.isIn(match)).as("again").isTrue();
    assertThat(pattern.isIn(other)).isFalse();
    assertThat(TextPattern.ignoringCase(regex).isIn(match)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"^[ -~]+$", "a$", "^(tcp|udp)$", "^[a-z]{3}$"})
  void aFinalNewlineIsNoPartOfTheText(String regex) {
    TextPattern pattern = TextPattern.of(regex);
    String text = regex.startsWith("a") ? "a" : "tcp";
    assertThat(pattern.isIn(text)).isTrue();
    assertThat(pattern.isIn(text + "\n")).isTrue();
    assertThat(pattern.isIn(text + "\n\n")).isFalse();
  }

  @Test
  void longTextsTakeNoLongTime() {
    TextPattern pattern = TextPattern.of("^(a+)+$");
    assertThat(pattern.isIn("a".repeat(10_000) + "b")).isFalse();
  }

  private static String withoutColumn(String line) {
    return line.replaceFirst(", column [0-9]+:", ",");
  }
}
