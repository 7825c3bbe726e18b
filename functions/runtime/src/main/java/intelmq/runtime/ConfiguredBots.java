package intelmq.runtime;

import intelmq.bot.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code BOT} says: a name, {@code {name: {parameters}}}, or a list of those. */
public final class ConfiguredBots {
  private ConfiguredBots() {}

  /**
   * A bot as configured.
   *
   * @param parameters null values too
   */
  public record Configured(String name, Map<String, @Nullable Object> parameters) {
    /** Takes a copy of the map. */
    public Configured {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /**
   * The bots of a document, in order.
   *
   * @throws ConfigurationException if it is none
   */
  public static List<Configured> parse(String yaml) {
    Object document = Yaml.read(yaml, "BOT");
    List<?> bots =
        document instanceof List<?> list ? list : document == null ? List.of() : List.of(document);
    if (bots.isEmpty()) {
      throw new ConfigurationException("BOT names no bot");
    }
    var configured = new ArrayList<Configured>();
    for (Object bot : bots) {
      configured.add(configured(bot));
    }
    return configured;
  }

  private static Configured configured(@Nullable Object bot) {
    if (bot instanceof String name) {
      return new Configured(name, Map.of());
    }
    if (bot instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      String name = String.valueOf(entry.getKey());
      var parameters = new LinkedHashMap<String, @Nullable Object>();
      switch (entry.getValue()) {
        case null -> {}
        case Map<?, ?> given ->
            given.forEach((key, value) -> parameters.put(String.valueOf(key), value));
        default -> throw new ConfigurationException("'" + name + "': its parameters must be a map");
      }
      return new Configured(name, parameters);
    }
    throw new ConfigurationException("BOT must be a name or {name: {parameters}}, not " + bot);
  }

  /** The names of a document's bots; the document itself if it is a reference or cannot be read. */
  public static List<String> names(String yaml) {
    if (yaml.isEmpty()) {
      return List.of();
    }
    if (References.isReference(yaml)) {
      return List.of(yaml);
    }
    try {
      return parse(yaml).stream().map(Configured::name).toList();
    } catch (ConfigurationException e) {
      return List.of("?");
    }
  }
}
