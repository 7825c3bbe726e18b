package intelmq.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.Values;
import intelmq.harmonization.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every bot of every catalogue does with parameters, by its specification alone. */
final class CatalogsTest {
  static Stream<Arguments> bots() {
    return Bots.all().stream()
        .map(bot -> Arguments.argumentSet(bot.kind().label() + " " + bot.name(), bot));
  }

  static Stream<Arguments> botsWithParameters() {
    return Bots.all().stream()
        .filter(bot -> !bot.params().isEmpty())
        .map(bot -> Arguments.argumentSet(bot.kind().label() + " " + bot.name(), bot));
  }

  @ParameterizedTest
  @MethodSource("bots")
  void takesWhatMustBeGiven(BotSpec bot) {
    assertThat(Values.of(bot, required(bot), secret -> () -> secret)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("bots")
  void takesItsDocumentedDefaults(BotSpec bot) {
    Map<String, Object> given = required(bot);
    for (ParamSpec param : bot.params()) {
      if (param.byDefault() != null) {
        given.put(param.name(), Objects.requireNonNull(Json.tryParse(param.byDefault())));
      }
    }
    assertThat(Values.of(bot, given, secret -> () -> secret)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("bots")
  void takesAndIgnoresWhatMeansNothingHere(BotSpec bot) {
    Map<String, Object> given = required(bot);
    bot.ignored().forEach(name -> given.put(name, "anything"));
    assertThat(Values.of(bot, given, secret -> () -> secret)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("bots")
  void refusesToBeWithoutWhatMustBeGiven(BotSpec bot) {
    for (String name : required(bot).keySet()) {
      Map<String, Object> given = required(bot);
      given.remove(name);
      refused(bot, given, "parameter '" + name + "' is missing");
    }
  }

  @ParameterizedTest
  @MethodSource("bots")
  void refusesAnUnknownParameter(BotSpec bot) {
    Map<String, Object> given = required(bot);
    given.put("no_such_parameter_anywhere", "x");
    refused(bot, given, "there is no parameter 'no_such_parameter_anywhere'");
  }

  @ParameterizedTest
  @MethodSource("botsWithParameters")
  void namesTheParameterThatWasMeant(BotSpec bot) {
    for (ParamSpec param : bot.params()) {
      String slip = param.name() + "x";
      Map<String, Object> given = required(bot);
      given.put(slip, "x");
      refused(
          bot, given, "there is no parameter '" + slip + "'; did you mean '" + param.name() + "'?");
    }
  }

  @ParameterizedTest
  @MethodSource("bots")
  void hasASchemaOfItsParameters(BotSpec bot) {
    String text = Bots.generated(bot, "schema", ".json");
    Map<?, ?> schema = (Map<?, ?>) Objects.requireNonNull(Json.tryParse(text), text);
    assertThat(schema.get("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.get("additionalProperties")).isEqualTo(false);
    assertThat(((Map<?, ?>) Objects.requireNonNull(schema.get("properties"))).keySet())
        .isEqualTo(names(bot));
    assertThat(schema.get("required")).isEqualTo(List.copyOf(required(bot).keySet()));
  }

  @Test
  void noTwoBotsOfAKindHaveTheSameNameOrOrigin() {
    assertThat(Bots.all()).extracting(bot -> bot.kind() + " " + bot.name()).doesNotHaveDuplicates();
    assertThat(Bots.all())
        .extracting(BotSpec::upstream)
        .filteredOn(upstream -> !upstream.isEmpty())
        .doesNotHaveDuplicates();
  }

  private static Set<Object> names(BotSpec bot) {
    Set<Object> names = new TreeSet<>(bot.ignored());
    bot.params().forEach(param -> names.add(param.name()));
    return names;
  }

  private static void refused(BotSpec bot, Map<String, Object> given, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Values.of(bot, given, secret -> () -> secret))
        .withMessageContaining(message)
        .withMessageStartingWith(bot.kind().label() + " '" + bot.name() + "'");
  }

  /** Values for the parameters that must be given. */
  private static Map<String, Object> required(BotSpec bot) {
    var given = new LinkedHashMap<String, Object>();
    bot.params().stream()
        .filter(ParamSpec::required)
        .forEach(param -> given.put(param.name(), sample(param)));
    return given;
  }

  private static Object sample(ParamSpec param) {
    return switch (param.type()) {
      case TEXT, SOURCE, SECRET, ANY -> "https://www.example.com/";
      case INTEGER, NUMBER -> Double.isFinite(param.min()) ? param.min() : 1;
      case BOOLEAN -> true;
      case CHOICE -> param.choices().getFirst();
      case LIST -> List.of("source.ip");
      case MAP, OBJECT -> Map.of();
    };
  }
}
