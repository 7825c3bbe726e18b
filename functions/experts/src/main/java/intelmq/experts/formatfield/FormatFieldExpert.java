package intelmq.experts.formatfield;

import static java.util.stream.Collectors.toSet;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Strips characters off texts, then replaces a part of one, then splits one.
 *
 * <p>A field below {@code extra} that is split is a list then; another one takes the list as Python
 * writes it ({@code ['a', 'b']}), if it takes it at all. A value that comes out empty removes its
 * field.
 */
@Bot(name = "format_field", upstream = "intelmq.bots.experts.format_field.expert")
public final class FormatFieldExpert implements Expert {
  private final Config config;
  private final List<Field> stripped;
  private final Set<Integer> stripChars;
  private final @Nullable Field replaced;
  private final @Nullable Field split;

  /** The parameters. */
  public record Config(
      @Param(value = "Fields that are stripped.", byDefault = "[]") List<String> stripColumns,
      @Param(
              value = "The characters that are stripped off both ends, in any order.",
              byDefault = "' '")
          String stripChars,
      @Param("The field in which a text is replaced.") @Nullable String replaceColumn,
      @Param(value = "The text that is replaced.", byDefault = "''") String oldValue,
      @Param(value = "What takes its place.", byDefault = "''") String newValue,
      @Param(value = "How often it is replaced, from the left; -1 for always.", byDefault = "1")
          long replaceCount,
      @Param("The field that is split.") @Nullable String splitColumn,
      @Param(value = "The text that it is split at.", byDefault = "','") String splitSeparator) {}

  /** The expert with its parameters. */
  public FormatFieldExpert(Config config, Harmonization harmonization) {
    this.config = config;
    stripped = config.stripColumns().stream().map(harmonization::field).toList();
    stripChars = config.stripChars().codePoints().boxed().collect(toSet());
    replaced = field(config.replaceColumn(), harmonization);
    split = field(config.splitColumn(), harmonization);
    if (config.splitSeparator().isEmpty()) {
      throw new IllegalArgumentException("split_separator must be a text of one character or more");
    }
  }

  @Override
  public Verdict process(Event event) {
    for (Field field : stripped) {
      if (!change(event, field, this::strip)) {
        return noText(field);
      }
    }
    if (replaced != null && !change(event, replaced, this::replace)) {
      return noText(replaced);
    }
    if (split != null && !change(event, split, this::split)) {
      return noText(split);
    }
    return event.names().isEmpty() ? new Drop("no field is left") : Verdict.FORWARD;
  }

  /** Changes a field that has a value; false if that is no text. */
  private static boolean change(Event event, Field field, Function<String, Object> how) {
    Object value = event.get(field);
    if (value instanceof String text) {
      if (!text.isEmpty()) {
        event.put(field, how.apply(text));
      }
      return true;
    }
    return value == null || isFalse(value);
  }

  /** What Python takes for false is left alone. */
  private static boolean isFalse(Object value) {
    return switch (value) {
      case Boolean bool -> !bool;
      case Number number -> number.doubleValue() == 0;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> value.equals(Json.NULL);
    };
  }

  private String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && stripChars.contains(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && stripChars.contains(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private String replace(String text) {
    String old = config.oldValue();
    long left = config.replaceCount();
    var out = new StringBuilder(text.length());
    int at = 0;
    // an empty text is before each character and behind the last
    for (int found = text.indexOf(old); found >= 0 && left != 0; left--) {
      out.append(text, at, found).append(config.newValue());
      at = found + old.length();
      int step = at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
      int from = old.isEmpty() ? at + step : at;
      found = from > text.length() ? -1 : text.indexOf(old, from);
    }
    return out.append(text, at, text.length()).toString();
  }

  private List<String> split(String text) {
    var parts = new ArrayList<String>();
    String separator = config.splitSeparator();
    int at = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, at)) {
      parts.add(text.substring(at, end));
      at = end + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static Verdict noText(Field field) {
    return new Reject("invalid-value", field + " is no text");
  }

  private static @Nullable Field field(@Nullable String name, Harmonization harmonization) {
    return name == null || name.isEmpty() ? null : harmonization.field(name);
  }
}
