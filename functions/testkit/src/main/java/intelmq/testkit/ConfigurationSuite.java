package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.Values;
import intelmq.runtime.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/** Parameters of a bot, right and wrong, made from those of its first golden case. */
final class ConfigurationSuite {
  private ConfigurationSuite() {}

  static List<DynamicNode> tests(BotSpec spec) {
    return List.of(
        dynamicTest("the example is right", () -> create(spec, example(spec))),
        dynamicTest("an unknown parameter", () -> unknown(spec)),
        dynamicTest("values of a wrong type", () -> wrong(spec)),
        dynamicTest("numbers out of range", () -> outOfRange(spec)),
        dynamicTest("a required parameter is missing", () -> missing(spec)),
        dynamicTest("defaults as documented", () -> defaults(spec)),
        dynamicTest("null is as good as nothing", () -> nothing(spec)),
        dynamicTest("what means nothing here", () -> ignored(spec)));
  }

  private static void unknown(BotSpec spec) throws IOException {
    assertRefused(spec, "no_such_parameter", 1, "'no_such_parameter'");
    for (ParamSpec param : spec.params()) {
      String misspelt = param.name() + "x";
      assertRefused(spec, misspelt, 1, "'" + misspelt + "'; did you mean '");
    }
  }

  private static void wrong(BotSpec spec) throws IOException {
    for (ParamSpec param : spec.params()) {
      for (Object value : wrong(param)) {
        assertRefused(spec, param.name(), value, "'" + param.name() + "' must be ");
      }
    }
  }

  private static List<Object> wrong(ParamSpec param) {
    Object map = Map.of("a", List.of(1));
    return switch (param.type()) {
      case TEXT, SOURCE -> List.of(map, List.of("a"));
      case SECRET -> List.of(map, 1, true);
      case INTEGER -> List.of(map, "one", 1.5, true, "9".repeat(30));
      case NUMBER -> List.of(map, "one", true, "NaN");
      case BOOLEAN -> List.of(map, "maybe", 2);
      case CHOICE -> List.of(map, "no-such-choice", 1);
      case LIST -> List.of(map, List.of(List.of()));
      case MAP -> List.of(map, List.of("a"), "a", 1);
      case OBJECT -> List.of(List.of("a"), "a", 1);
      case ANY -> List.of();
    };
  }

  private static void outOfRange(BotSpec spec) throws IOException {
    for (ParamSpec param : spec.params()) {
      var values = new ArrayList<Object>();
      if (Double.isFinite(param.min())) {
        values.add((long) param.min() - 1);
      }
      if (Double.isFinite(param.max())) {
        values.add((long) param.max() + 1);
      }
      for (Object value : values) {
        assertRefused(spec, param.name(), value, "'" + param.name() + "' must be ");
      }
    }
  }

  private static void missing(BotSpec spec) throws IOException {
    for (ParamSpec param : spec.params()) {
      if (param.required()) {
        Map<String, @Nullable Object> parameters = example(spec);
        parameters.remove(param.name());
        assertRefused(() -> create(spec, parameters), spec, "'" + param.name() + "' is missing");
      }
    }
  }

  private static void defaults(BotSpec spec) throws IOException {
    Map<String, @Nullable Object> parameters = example(spec);
    for (ParamSpec param : spec.params()) {
      String byDefault = param.byDefault();
      if (byDefault != null) {
        assertThat(param.required()).as(param.name()).isFalse();
        parameters.putIfAbsent(param.name(), Yaml.read(byDefault, param.name()));
      }
    }
    create(spec, parameters);
  }

  private static void nothing(BotSpec spec) throws IOException {
    Map<String, @Nullable Object> parameters = example(spec);
    spec.params().forEach(param -> parameters.putIfAbsent(param.name(), null));
    create(spec, parameters);
  }

  private static void ignored(BotSpec spec) throws IOException {
    Map<String, @Nullable Object> parameters = example(spec);
    spec.ignored().forEach(name -> parameters.put(name, "anything"));
    create(spec, parameters);
  }

  private static void assertRefused(BotSpec spec, String name, Object value, String message)
      throws IOException {
    Map<String, @Nullable Object> parameters = example(spec);
    parameters.put(name, value);
    assertRefused(() -> create(spec, parameters), spec, message);
  }

  private static void assertRefused(ThrowingCallable create, BotSpec spec, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .as(spec.name() + ": " + message)
        .isThrownBy(create)
        .withMessageContaining("'" + spec.name() + "'")
        .withMessageContaining(message);
  }

  private static void create(BotSpec spec, Map<String, @Nullable Object> parameters)
      throws IOException {
    Values values = Values.of(spec, parameters, secret -> () -> secret);
    GoldenCase first = GoldenCase.of(spec, StandardSuite.ROOT).getFirst();
    assertThat(spec.create(values, FakePorts.withoutWeb(first.harmonization()))).isNotNull();
  }

  private static Map<String, @Nullable Object> example(BotSpec spec) throws IOException {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    GoldenCase.example(spec)
        .forEach((name, value) ->
            parameters.put(
                name,
                value instanceof String text
                    ? text.replace("${server}", "http://192.0.2.1")
                    : value));
    return parameters;
  }
}
