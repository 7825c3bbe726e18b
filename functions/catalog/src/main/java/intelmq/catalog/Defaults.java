package intelmq.catalog;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Secret;
import intelmq.bot.config.Values;
import intelmq.harmonization.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads defaults, in the part of YAML that leaves no doubt, and gives them as JSON, which is YAML
 * too.
 */
final class Defaults {
  /** Text that YAML may take for something else, or that ends where one does not expect it. */
  private static final Pattern NEEDS_QUOTES =
      Pattern.compile("|[-?:,\\[\\]{}#&*!|>'\"%@`].*|.*: .*|.* #.*|.*[:\\s]|\\s.*", Pattern.DOTALL);

  private static final String WORD = "(?!(?:true|false|null)\\b)[A-Za-z_][A-Za-z0-9_.-]*";

  /** A list of words that cannot be numbers, {@code true} or {@code null}. */
  private static final Pattern WORDS =
      Pattern.compile("\\[ *" + WORD + "(?: *, *" + WORD + ")* *]");

  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL");

  private Defaults() {}

  /**
   * A default as JSON, checked as a given value would be.
   *
   * @param spec the parameter, whose default is as it was written
   * @throws ConfigurationException saying what is wrong with it
   */
  static String asJson(ParamSpec spec, String text) {
    if (spec.type() == ParamType.SECRET) {
      throw new ConfigurationException("a secret has no default");
    }
    Object value = read(spec.type(), text);
    if (value == null) {
      throw new ConfigurationException(
          "the default " + text + " must be " + spec.type().description() + hint(spec.type()));
    }
    var bot =
        new BotSpec(
            BotSpec.Kind.PARSER, "", "", "", List.of(spec), List.of(), (values, ports) -> spec);
    Values values = new Values(bot, Map.of(spec.name(), value), yaml -> null, Defaults::noSecret);
    return values.any(spec.name()) instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Json.text(values.any(spec.name()));
  }

  private static @Nullable Object read(ParamType type, String text) {
    return switch (type) {
      case TEXT, CHOICE, SOURCE -> scalar(text);
      case LIST -> list(text);
      case BOOLEAN -> Json.tryParse(text) instanceof Boolean truth ? truth : null;
      case INTEGER, NUMBER -> Json.tryParse(text) instanceof Number number ? number : null;
      case MAP, OBJECT -> Json.tryParse(text) instanceof Map<?, ?> map ? map : null;
      case ANY -> {
        Object json = Json.tryParse(text);
        yield json == null ? scalar(text) : json;
      }
      case SECRET -> null;
    };
  }

  /** A list as JSON or of plain words, or a text with commas. */
  private static @Nullable Object list(String text) {
    if (WORDS.matcher(text).matches()) {
      return Arrays.stream(text.substring(1, text.length() - 1).split(",", -1))
          .map(String::strip)
          .toList();
    }
    return text.startsWith("[") ? Json.tryParse(text) : scalar(text);
  }

  private static @Nullable String scalar(String text) {
    if (text.startsWith("\"")) {
      return Json.tryParse(text) instanceof String quoted ? quoted : null;
    }
    if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
      String inner = text.substring(1, text.length() - 1);
      return inner.replace("''", "").contains("'") ? null : inner.replace("''", "'");
    }
    boolean plain = !NEEDS_QUOTES.matcher(text).matches() && !NULL.matcher(text).matches();
    return plain ? text : null;
  }

  private static String hint(ParamType type) {
    return switch (type) {
      case TEXT, CHOICE, ANY, SOURCE -> "; put it into quotes";
      case LIST, MAP, OBJECT -> "; write it as JSON";
      case INTEGER, NUMBER, BOOLEAN, SECRET -> "";
    };
  }

  private static Secret noSecret(String reference) {
    throw new ConfigurationException("a secret has no default");
  }
}
