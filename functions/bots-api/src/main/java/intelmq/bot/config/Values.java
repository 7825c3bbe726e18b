package intelmq.bot.config;

import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters given to a bot, checked against their specifications: unknown names, wrong types,
 * missing and out-of-range values are all found at once.
 */
public final class Values {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String bot;
  private final Function<String, Secret> secrets;

  /**
   * Checks parameters.
   *
   * @param spec the bot
   * @param given what the configuration says, values as YAML gives them
   * @param yaml reads defaults
   * @param secrets turns the text of a secret parameter (the secret, or a reference to it) into the
   *     secret
   * @throws ConfigurationException naming everything that is wrong
   */
  public Values(
      BotSpec spec,
      Map<String, ? extends @Nullable Object> given,
      Function<String, @Nullable Object> yaml,
      Function<String, Secret> secrets) {
    this.bot = spec.kind().label() + " '" + spec.name() + "'";
    this.secrets = secrets;
    var errors = new ArrayList<String>();
    List<String> names = spec.params().stream().map(ParamSpec::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name) && !spec.ignored().contains(name)) {
        errors.add("there is no parameter '" + name + "'" + Nearest.hint(name, names));
      }
    }
    for (ParamSpec param : spec.params()) {
      Object value = given.get(param.name());
      if (value == null && param.byDefault() != null) {
        value = yaml.apply(param.byDefault());
      }
      if (value == null) {
        if (param.required()) {
          errors.add("parameter '" + param.name() + "' is missing (" + describe(param) + ")");
        }
        continue;
      }
      Object converted = convert(param, value);
      if (converted == null) {
        errors.add(
            "parameter '"
                + param.name()
                + "' must be "
                + describe(param)
                + ", not "
                + shown(param, value)
                + Nearest.hint(value.toString(), param.choices()));
      } else {
        values.put(param.name(), converted);
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigurationException(bot + ": " + String.join("; ", errors));
    }
  }

  /**
   * Checks parameters of a bot whose defaults are JSON, as the catalogue writes them.
   *
   * @throws ConfigurationException naming everything that is wrong
   */
  public static Values of(
      BotSpec spec,
      Map<String, ? extends @Nullable Object> given,
      Function<String, Secret> secrets) {
    return new Values(spec, given, Json::tryParse, secrets);
  }

  /** A text. */
  public String text(String name) {
    return (String) value(name);
  }

  /** A text, or null. */
  public @Nullable String optionalText(String name) {
    return (String) values.get(name);
  }

  /** A whole number. */
  public long integer(String name) {
    return (Long) value(name);
  }

  /** A whole number, or null. */
  public @Nullable Long optionalInteger(String name) {
    return (Long) values.get(name);
  }

  /** A whole number whose bounds are those of {@code int}, or closer. */
  public int intValue(String name) {
    return Math.toIntExact(integer(name));
  }

  /** A whole number whose bounds are those of {@code int}, or closer; or null. */
  public @Nullable Integer optionalIntValue(String name) {
    return values.containsKey(name) ? (Integer) intValue(name) : null;
  }

  /** A number. */
  public double number(String name) {
    return (Double) value(name);
  }

  /** A number, or null. */
  public @Nullable Double optionalNumber(String name) {
    return (Double) values.get(name);
  }

  /** A truth value. */
  public boolean bool(String name) {
    return (Boolean) value(name);
  }

  /** A truth value, or null. */
  public @Nullable Boolean optionalBool(String name) {
    return (Boolean) values.get(name);
  }

  /** A constant of an enum. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return Enum.valueOf(type, ((String) value(name)).toUpperCase(Locale.ROOT));
  }

  /** A constant of an enum, or null. */
  public <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    return values.containsKey(name) ? choice(name, type) : null;
  }

  /** A list of texts. */
  public List<String> list(String name) {
    return Objects.requireNonNull(optionalList(name), name);
  }

  /** A list of texts, or null. */
  @SuppressWarnings("unchecked") // the conversion made it one
  public @Nullable List<String> optionalList(String name) {
    return (List<String>) values.get(name);
  }

  /** A map from text to text. */
  public Map<String, String> map(String name) {
    return Objects.requireNonNull(optionalMap(name), name);
  }

  /** A map from text to text, or null. */
  @SuppressWarnings("unchecked") // the conversion made it one
  public @Nullable Map<String, String> optionalMap(String name) {
    return (Map<String, String>) values.get(name);
  }

  /** A map. */
  public Map<String, Object> object(String name) {
    return Objects.requireNonNull(optionalObject(name), name);
  }

  /** A map, or null. */
  @SuppressWarnings("unchecked") // the conversion made it one
  public @Nullable Map<String, Object> optionalObject(String name) {
    return (Map<String, Object>) values.get(name);
  }

  /** Any value. */
  public Object any(String name) {
    return value(name);
  }

  /** Any value, or null. */
  public @Nullable Object optionalAny(String name) {
    return values.get(name);
  }

  /** A secret. */
  public Secret secret(String name) {
    return secrets.apply((String) value(name));
  }

  /** A secret, or null. */
  public @Nullable Secret optionalSecret(String name) {
    return values.containsKey(name) ? secret(name) : null;
  }

  /** A text, or a reference to an object. */
  public Source source(String name) {
    return new Source((String) value(name));
  }

  /** A text, or a reference to an object; or null. */
  public @Nullable Source optionalSource(String name) {
    return values.containsKey(name) ? source(name) : null;
  }

  /** Says that a combination of values is wrong. */
  public ConfigurationException wrong(String message) {
    return new ConfigurationException(bot + ": " + message);
  }

  private Object value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private static @Nullable Object convert(ParamSpec param, Object value) {
    return switch (param.type()) {
      case TEXT, SOURCE -> isScalar(value) ? matching(param, value.toString()) : null;
      // a number in place of a secret may have lost its leading zeros
      case SECRET -> value instanceof String text ? text : null;
      case INTEGER -> whole(param, value);
      case NUMBER -> {
        BigDecimal number = number(value);
        yield number != null && inRange(param, number) ? (Object) number.doubleValue() : null;
      }
      case BOOLEAN ->
          switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
          };
      case CHOICE -> {
        String choice = value.toString().toLowerCase(Locale.ROOT);
        yield param.choices().contains(choice) ? choice : null;
      }
      case LIST -> texts(value);
      case MAP -> textMap(value);
      case OBJECT -> parsed(value) instanceof Map<?, ?> map ? withTextKeys(map) : null;
      case ANY -> value;
    };
  }

  private static @Nullable Long whole(ParamSpec param, Object value) {
    BigDecimal number = number(value);
    try {
      return number != null && inRange(param, number) ? (Long) number.longValueExact() : null;
    } catch (ArithmeticException e) {
      // a fraction, or more than a long holds
      return null;
    }
  }

  /** A list of scalars, as YAML or JSON, or a text with commas. */
  private static @Nullable List<String> texts(Object value) {
    return switch (parsed(value)) {
      case List<?> list ->
          list.stream().allMatch(Values::isScalar)
              ? list.stream().map(String::valueOf).toList()
              : null;
      case Map<?, ?> map -> null;
      default ->
          value.toString().isBlank()
              ? List.of()
              : Arrays.stream(value.toString().split(",", -1)).map(String::strip).toList();
    };
  }

  private static @Nullable Map<String, String> textMap(Object value) {
    if (!(parsed(value) instanceof Map<?, ?> map)
        || !map.values().stream().allMatch(Values::isScalar)) {
      return null;
    }
    var texts = new LinkedHashMap<String, String>();
    map.forEach((key, item) -> texts.put(String.valueOf(key), String.valueOf(item)));
    return Collections.unmodifiableMap(texts);
  }

  private static Map<String, Object> withTextKeys(Map<?, ?> map) {
    var object = new LinkedHashMap<String, Object>();
    map.forEach((key, item) -> object.put(String.valueOf(key), item));
    return Collections.unmodifiableMap(object);
  }

  /** A list or map that was given as JSON text. */
  private static Object parsed(Object value) {
    return value instanceof String text
        ? Objects.requireNonNullElse(Json.tryParse(text), text)
        : value;
  }

  private static boolean isScalar(@Nullable Object value) {
    return value != null && !(value instanceof Map) && !(value instanceof List);
  }

  private static @Nullable String matching(ParamSpec param, String text) {
    return param.pattern().isEmpty() || Pattern.matches(param.pattern(), text) ? text : null;
  }

  private static @Nullable BigDecimal number(Object value) {
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean inRange(ParamSpec param, BigDecimal number) {
    double value = number.doubleValue();
    return Double.isFinite(value) && value >= param.min() && value <= param.max();
  }

  /** Headers and the like may hold secrets too: only single values are shown. */
  private static String shown(ParamSpec param, Object value) {
    return switch (param.type()) {
      case SECRET, MAP, OBJECT -> "a value of another type";
      case TEXT, INTEGER, NUMBER, BOOLEAN, CHOICE, LIST, ANY, SOURCE ->
          isScalar(value) ? "'" + value + "'" : "a list or map";
    };
  }

  private static String describe(ParamSpec param) {
    var text = new StringBuilder(param.type().description());
    if (!param.choices().isEmpty()) {
      text.append(' ').append(String.join(", ", param.choices()));
    }
    boolean min = Double.isFinite(param.min());
    boolean max = Double.isFinite(param.max());
    if (min && max) {
      text.append(" from ").append(plain(param.min())).append(" to ").append(plain(param.max()));
    } else if (min) {
      text.append(" of at least ").append(plain(param.min()));
    } else if (max) {
      text.append(" of at most ").append(plain(param.max()));
    }
    return param.pattern().isEmpty() ? text.toString() : text + " matching " + param.pattern();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
