package intelmq.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import intelmq.bot.Ports;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ValuesTest {
  private enum Colour {
    RED,
    DARK_BLUE
  }

  private static final List<String> COLOURS = List.of("red", "dark_blue");

  static Stream<Arguments> conversions() {
    return Stream.of(
        arguments(ParamType.TEXT, "a", "a"),
        arguments(ParamType.TEXT, 5, "5"),
        arguments(ParamType.TEXT, true, "true"),
        arguments(ParamType.TEXT, "", ""),
        arguments(ParamType.INTEGER, 5, 5L),
        arguments(ParamType.INTEGER, " 5 ", 5L),
        arguments(ParamType.INTEGER, 5.0, 5L),
        arguments(ParamType.INTEGER, "5e2", 500L),
        arguments(ParamType.INTEGER, Long.MAX_VALUE, Long.MAX_VALUE),
        arguments(ParamType.NUMBER, 5, 5.0),
        arguments(ParamType.NUMBER, "0.5", 0.5),
        arguments(ParamType.BOOLEAN, true, true),
        arguments(ParamType.BOOLEAN, "False", false),
        arguments(ParamType.CHOICE, "red", "red"),
        arguments(ParamType.CHOICE, "DARK_BLUE", "dark_blue"),
        arguments(ParamType.LIST, List.of("a", 1), List.of("a", "1")),
        arguments(ParamType.LIST, "a, b,c", List.of("a", "b", "c")),
        arguments(ParamType.LIST, "[\"a, b\"]", List.of("a, b")),
        arguments(ParamType.LIST, "", List.of()),
        arguments(ParamType.LIST, 7, List.of("7")),
        arguments(ParamType.MAP, Map.of("a", 1), Map.of("a", "1")),
        arguments(ParamType.MAP, "{\"a\": true}", Map.of("a", "true")),
        arguments(ParamType.OBJECT, Map.of(1, List.of(2)), Map.of("1", List.of(2))),
        arguments(ParamType.OBJECT, "{\"a\": [2]}", Map.of("a", List.of(2L))),
        arguments(ParamType.ANY, List.of(1), List.of(1)),
        arguments(ParamType.ANY, "a", "a"));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsWhatIsMeantClearly(ParamType type, Object given, Object expected) {
    assertThat(values(param(type), given).any("x")).isEqualTo(expected);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(ParamType.TEXT, List.of("a"), "text, not a list or map"),
        arguments(ParamType.TEXT, Map.of(), "text, not a list or map"),
        arguments(ParamType.INTEGER, "five", "whole number, not 'five'"),
        arguments(ParamType.INTEGER, 5.5, "whole number, not '5.5'"),
        arguments(ParamType.INTEGER, true, "whole number, not 'true'"),
        arguments(
            ParamType.INTEGER, BigInteger.TWO.pow(63), "whole number, not '9223372036854775808'"),
        arguments(ParamType.INTEGER, "1e999999999", "whole number, not '1e999999999'"),
        arguments(ParamType.NUMBER, Double.NaN, "number, not 'NaN'"),
        arguments(ParamType.NUMBER, "1e999", "number, not '1e999'"),
        arguments(ParamType.BOOLEAN, "maybe", "true or false, not 'maybe'"),
        arguments(ParamType.BOOLEAN, 1, "true or false, not '1'"),
        arguments(
            ParamType.CHOICE,
            "dark_bleu",
            "one of red, dark_blue, not 'dark_bleu'; did you mean 'dark_blue'?"),
        arguments(ParamType.LIST, Map.of("a", 1), "list of texts, not a list or map"),
        arguments(ParamType.LIST, List.of(List.of()), "list of texts, not a list or map"),
        arguments(
            ParamType.LIST, Collections.singletonList(null), "list of texts, not a list or map"),
        arguments(ParamType.LIST, "{\"a\": 1}", "list of texts, not '{\"a\": 1}'"),
        arguments(ParamType.MAP, "a", "map from text to text, not a value of another type"),
        arguments(
            ParamType.MAP,
            Map.of("a", List.of()),
            "map from text to text, not a value of another type"),
        arguments(
            ParamType.MAP,
            Collections.singletonMap("a", null),
            "map from text to text, not a value of another type"),
        arguments(ParamType.OBJECT, List.of(), "map, not a value of another type"),
        arguments(ParamType.SECRET, 12345, "secret, not a value of another type"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatWasExpected(ParamType type, Object given, String message) {
    assertThatThrownBy(() -> values(param(type), given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("expert 'test': parameter 'x' must be " + message);
  }

  static Stream<Arguments> bounds() {
    double none = Double.POSITIVE_INFINITY;
    return Stream.of(
        arguments(1, 10, 1, 0, "whole number from 1 to 10"),
        arguments(1, 10, 10, 11, "whole number from 1 to 10"),
        arguments(-1, none, -1, -2, "whole number of at least -1"),
        arguments(-none, 3, -9, 4, "whole number of at most 3"));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void keepsNumbersInBounds(double min, double max, long inside, long outside, String expected) {
    var param = new ParamSpec("x", ParamType.INTEGER, true, null, "doc", List.of(), min, max, "");

    assertThat(values(param, inside).integer("x")).isEqualTo(inside);
    assertThatThrownBy(() -> values(param, outside))
        .hasMessageEndingWith("must be " + expected + ", not '" + outside + "'");
  }

  @Test
  void matchesPatternsAsAWhole() {
    var param = withPattern("[a-z]+");

    assertThat(values(param, "abc").text("x")).isEqualTo("abc");
    assertThatThrownBy(() -> values(param, "abc1"))
        .hasMessageEndingWith("must be text matching [a-z]+, not 'abc1'");
  }

  @Test
  void findsAllErrorsAtOnce() {
    BotSpec spec =
        spec(named("http_url", ParamType.TEXT, true), named("count", ParamType.INTEGER, false));

    assertThatThrownBy(
            () -> Values.of(spec, Map.of("htp_url", "a", "count", "b"), ValuesTest::secret))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "expert 'test': there is no parameter 'htp_url'; did you mean 'http_url'?;"
                + " parameter 'http_url' is missing (text);"
                + " parameter 'count' must be whole number, not 'b'");
  }

  @Test
  void namesNothingWhenNothingIsNear() {
    assertThatThrownBy(() -> given(named("x", ParamType.TEXT, false), "quite_different", "a"))
        .hasMessage("expert 'test': there is no parameter 'quite_different'");
  }

  @Test
  void ignoresWhatMeansNothingHere() {
    assertThat(given(named("x", ParamType.TEXT, false), "old", List.of(1)).optionalText("x"))
        .isNull();
  }

  @Test
  void takesDefaultsForWhatIsMissingOrNull() {
    var param = withDefault("[\"a\"]");
    Map<String, @Nullable Object> withNull = Collections.singletonMap("x", null);

    assertThat(Values.of(spec(param), Map.of(), ValuesTest::secret).list("x")).containsExactly("a");
    assertThat(values(param, List.of()).list("x")).isEmpty();
    assertThat(
            new Values(spec(param), withNull, text -> List.of("b"), ValuesTest::secret).list("x"))
        .containsExactly("b");
  }

  @ParameterizedTest
  @EnumSource(ParamType.class)
  void missesWhatIsRequired(ParamType type) {
    assertThatThrownBy(() -> Values.of(spec(param(type)), Map.of(), ValuesTest::secret))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("parameter 'x' is missing (" + type.description());
  }

  @Test
  void givesEachTypeAsItIs() {
    assertThat(values(param(ParamType.TEXT), "a").text("x")).isEqualTo("a");
    assertThat(values(param(ParamType.INTEGER), 5).intValue("x")).isEqualTo(5);
    assertThat(values(param(ParamType.NUMBER), 5).number("x")).isEqualTo(5);
    assertThat(values(param(ParamType.BOOLEAN), true).bool("x")).isTrue();
    assertThat(values(param(ParamType.CHOICE), "dark_blue").choice("x", Colour.class))
        .isEqualTo(Colour.DARK_BLUE);
    assertThat(values(param(ParamType.MAP), Map.of("a", 1)).map("x")).containsEntry("a", "1");
    assertThat(values(param(ParamType.OBJECT), Map.of("a", 1)).object("x")).containsEntry("a", 1);
  }

  @Test
  void givesOptionalValues() {
    assertThat(values(param(ParamType.TEXT), "a").optionalText("x")).isEqualTo("a");
    assertThat(values(param(ParamType.INTEGER), 5).optionalInteger("x")).isEqualTo(5);
    assertThat(values(param(ParamType.INTEGER), 5).optionalIntValue("x")).isEqualTo(5);
    assertThat(values(param(ParamType.NUMBER), 5).optionalNumber("x")).isEqualTo(5);
    assertThat(values(param(ParamType.BOOLEAN), true).optionalBool("x")).isTrue();
    assertThat(values(param(ParamType.CHOICE), "red").optionalChoice("x", Colour.class))
        .isEqualTo(Colour.RED);
    assertThat(values(param(ParamType.LIST), "a").optionalList("x")).containsExactly("a");
    assertThat(values(param(ParamType.MAP), Map.of("a", 1)).optionalMap("x")).hasSize(1);
    assertThat(values(param(ParamType.OBJECT), Map.of("a", 1)).optionalObject("x")).hasSize(1);
    assertThat(values(param(ParamType.ANY), 1).optionalAny("x")).isEqualTo(1);
    assertThat(values(param(ParamType.SECRET), "a").optionalSecret("x")).isNotNull();
  }

  @Test
  void givesNullForOptionalValuesThatAreMissing() {
    var values = Values.of(spec(named("x", ParamType.TEXT, false)), Map.of(), ValuesTest::secret);

    assertThat(
            Arrays.asList(
                values.optionalText("x"),
                values.optionalInteger("x"),
                values.optionalIntValue("x"),
                values.optionalNumber("x"),
                values.optionalBool("x"),
                values.optionalChoice("x", Colour.class),
                values.optionalList("x"),
                values.optionalMap("x"),
                values.optionalObject("x"),
                values.optionalAny("x"),
                values.optionalSecret("x")))
        .containsOnlyNulls();
  }

  @Test
  void readsSecretsWhenTheyAreUsed() throws Exception {
    var reads = new StringBuilder();
    var values =
        Values.of(
            spec(param(ParamType.SECRET)),
            Map.of("x", "ssm:/path"),
            reference ->
                () -> {
                  reads.append(reference);
                  return "opened";
                });
    Secret secret = values.secret("x");

    assertThat(reads).isEmpty();
    assertThat(secret.reveal()).isEqualTo("opened");
    assertThat(reads).hasToString("ssm:/path");
  }

  @Test
  void neverShowsSecrets() {
    BotSpec spec =
        spec(
            named("password", ParamType.SECRET, true),
            named("headers", ParamType.MAP, false),
            named("count", ParamType.INTEGER, true));

    assertThatThrownBy(() ->
            Values.of(
                spec,
                Map.of(
                    "password", List.of("hunter2"),
                    "pasword", "hunter2",
                    "headers", "Authorization: hunter2"),
                ValuesTest::secret))
        .hasMessageContaining("'password'")
        .hasMessageContaining("'pasword'")
        .hasMessageContaining("'headers'")
        .hasMessageContaining("'count'")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void namesTheBotWhoseOwnCheckFails() {
    var spec =
        new BotSpec(
            BotSpec.Kind.EXPERT,
            "test",
            "",
            "",
            List.of(),
            List.of(),
            (values, ports) -> {
              throw new IllegalArgumentException("'a' and 'b' exclude each other");
            });
    var values = Values.of(spec, Map.of(), ValuesTest::secret);

    assertThatThrownBy(() -> spec.create(values, new Ports() {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("expert 'test': 'a' and 'b' exclude each other");
  }

  private static Secret secret(String reference) {
    return () -> reference;
  }

  private static Values values(ParamSpec param, Object value) {
    return given(param, param.name(), value);
  }

  private static Values given(ParamSpec param, String name, Object value) {
    return Values.of(spec(param), Map.of(name, value), ValuesTest::secret);
  }

  private static BotSpec spec(ParamSpec... params) {
    return new BotSpec(
        BotSpec.Kind.EXPERT,
        "test",
        "",
        "",
        List.of(params),
        List.of("old"),
        (values, ports) -> values);
  }

  private static ParamSpec param(ParamType type) {
    return named("x", type, true);
  }

  private static ParamSpec named(String name, ParamType type, boolean required) {
    return new ParamSpec(
        name,
        type,
        required,
        null,
        "doc",
        type == ParamType.CHOICE ? COLOURS : List.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        "");
  }

  private static ParamSpec withPattern(String pattern) {
    return new ParamSpec(
        "x",
        ParamType.TEXT,
        true,
        null,
        "doc",
        List.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        pattern);
  }

  private static ParamSpec withDefault(String json) {
    return new ParamSpec(
        "x",
        ParamType.LIST,
        false,
        json,
        "doc",
        List.of(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        "");
  }
}
