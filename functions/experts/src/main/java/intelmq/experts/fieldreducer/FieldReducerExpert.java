package intelmq.experts.fieldreducer;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps some fields of an event alone, or removes some.
 *
 * <p>{@code extra} stands for all fields below it. Kept fields come in the order in which the
 * parameter names them; an event of which nothing is left is dropped.
 */
@Bot(name = "field_reducer", upstream = "intelmq.bots.experts.field_reducer.expert")
public final class FieldReducerExpert implements Expert {
  private static final Verdict NOTHING_LEFT = new Drop("no field is left");

  private final Type type;
  private final List<Field> keys;

  /** What the list says. */
  public enum Type {
    /** Its fields are kept, others are removed. */
    WHITELIST,
    /** Its fields are removed, others are kept. */
    BLACKLIST
  }

  /** The parameters. */
  public record Config(
      @Param("Whether `keys` are the only fields that are kept, or those that are removed.")
          Type type,
      @Param("The fields.") List<String> keys) {}

  /** The expert with its parameters. */
  public FieldReducerExpert(Config config, Harmonization harmonization) {
    type = config.type();
    keys = config.keys().stream().map(harmonization::field).toList();
  }

  @Override
  public Verdict process(Event event) {
    switch (type) {
      case WHITELIST -> keep(event);
      case BLACKLIST -> keys.forEach(event::remove);
    }
    return event.names().isEmpty() ? NOTHING_LEFT : Verdict.FORWARD;
  }

  private void keep(Event event) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Field key : keys) {
      if (key.isDict()) {
        event.names().stream()
            .filter(name -> name.startsWith(key.name() + "."))
            .map(event.harmonization()::field)
            .forEach(below -> keep(event, below, kept));
      } else {
        keep(event, key, kept);
      }
    }
    List.copyOf(event.names()).forEach(name -> event.remove(event.harmonization().field(name)));
    event.addAll(kept);
  }

  private static void keep(Event event, Field field, Map<String, Object> kept) {
    Object value = event.get(field);
    if (value != null) {
      kept.putIfAbsent(field.name(), value);
    }
  }
}
