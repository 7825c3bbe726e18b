package intelmq.bot.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a parameter, written by the catalogue from {@link intelmq.bot.Param}.
 *
 * @param name as in a configuration
 * @param type what values it takes
 * @param required whether it must be given
 * @param byDefault its default as JSON (which is YAML too), null for none
 * @param doc one sentence
 * @param choices the values of a {@link ParamType#CHOICE}
 * @param min smallest number
 * @param max largest number
 * @param pattern what a text must match as a whole, empty for anything
 */
public record ParamSpec(
    String name,
    ParamType type,
    boolean required,
    @Nullable String byDefault,
    String doc,
    List<String> choices,
    double min,
    double max,
    String pattern) {
  /** Takes a copy of the list. */
  public ParamSpec {
    choices = List.copyOf(choices);
  }
}
