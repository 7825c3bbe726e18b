package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an IntelMQ {@code runtime.yaml} says (version 3; YAML or JSON).
 *
 * @param global parameters of all bots
 */
public record IntelmqConfiguration(Map<String, @Nullable Object> global, List<SourceBot> bots) {
  private static final String GLOBAL = "global";

  /** What a bot has beside its parameters; {@code name} there is a title for people. */
  private static final Set<String> DESCRIBING =
      Set.of(
          "bot_id",
          "description",
          "enabled",
          "group",
          "groupname",
          "module",
          "parameters",
          "run_mode");

  private static final Set<String> QUEUES = Set.of("destination_queues", "source_queue");

  /** Takes copies. */
  public IntelmqConfiguration {
    global = Collections.unmodifiableMap(new LinkedHashMap<>(global));
    bots = List.copyOf(bots);
  }

  /**
   * Reads a file.
   *
   * @param source names it in errors
   * @throws IllegalArgumentException if it is not what IntelMQ 3 has
   */
  public static IntelmqConfiguration read(String text, String source) {
    if (!(Yaml.read(text, source) instanceof Map<?, ?> document)) {
      throw new IllegalArgumentException(source + " must be a map from the ids of bots to bots");
    }
    Map<String, @Nullable Object> global = Map.of();
    var bots = new ArrayList<SourceBot>();
    for (Map.Entry<?, ?> entry : document.entrySet()) {
      String id = String.valueOf(entry.getKey());
      if (id.equals(GLOBAL)) {
        global = texts(entry.getValue());
      } else if (entry.getValue() instanceof Map<?, ?> bot && bot.get("module") != null) {
        bots.add(bot(id, texts(bot)));
      } else {
        throw new IllegalArgumentException(
            source
                + ": '"
                + id
                + "' has no module; files of IntelMQ 2 are turned into those of 3 by IntelMQ's"
                + " `intelmqctl upgrade-config`");
      }
    }
    if (bots.isEmpty()) {
      throw new IllegalArgumentException(source + " has no bots");
    }
    return new IntelmqConfiguration(global, bots);
  }

  private static SourceBot bot(String id, Map<String, @Nullable Object> bot) {
    String module = String.valueOf(bot.get("module"));
    Kind kind = kind(module, Objects.toString(bot.get("group"), ""));
    var parameters = new LinkedHashMap<String, @Nullable Object>(texts(bot.get("parameters")));
    // what stands beside the parameters is a parameter, too, unless it is among them
    bot.forEach((name, value) -> {
      boolean title = name.equals("name") && kind != Kind.COLLECTOR;
      if (!DESCRIBING.contains(name) && !title && !parameters.containsKey(name)) {
        parameters.put(name, value);
      }
    });
    Map<String, List<String>> destinations = Destinations.of(parameters.get("destination_queues"));
    String queue = Objects.toString(parameters.get("source_queue"), id + "-queue");
    parameters.keySet().removeAll(QUEUES);
    return new SourceBot(
        id,
        module,
        kind,
        !Objects.toString(bot.get("enabled"), "true").equalsIgnoreCase("false"),
        Objects.toString(bot.get("run_mode"), "").equals("scheduled"),
        parameters,
        queue,
        destinations);
  }

  /** By the module, or for one of one's own by the group. */
  private static Kind kind(String module, String group) {
    for (Kind kind : Kind.values()) {
      if (module.contains("." + kind.label() + "s.")) {
        return kind;
      }
    }
    for (Kind kind : Kind.values()) {
      if (group.toLowerCase(Locale.ROOT).startsWith(kind.label())) {
        return kind;
      }
    }
    return Kind.EXPERT;
  }

  private static Map<String, @Nullable Object> texts(@Nullable Object value) {
    var texts = new LinkedHashMap<String, @Nullable Object>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> texts.put(String.valueOf(key), item));
    }
    return texts;
  }
}
