package intelmq.runtime;

import intelmq.bot.Verdict;
import intelmq.bot.config.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the paths of a function lead: each to any number of queues, every one of which gets every
 * event.
 *
 * @param queues the queues' URLs by path
 * @param named whether any other path that a bot may name leads to a queue that is called like it
 */
public record Destinations(Map<String, List<String>> queues, boolean named) {
  /** Takes a copy of the map. */
  public Destinations {
    queues = Map.copyOf(queues);
  }

  /** Where these paths lead; no other leads anywhere. */
  public Destinations(Map<String, List<String>> queues) {
    this(queues, false);
  }

  /** Every path leads to a queue that is called like it: for runs that show where events go. */
  public static Destinations byName() {
    return new Destinations(Map.of(Verdict.DEFAULT_PATH, List.of(Verdict.DEFAULT_PATH)), true);
  }

  /** Reads the YAML map in the environment: from path to a queue's URL, or a list of them. */
  public static Destinations parse(String yaml) {
    if (!(Yaml.read(yaml, "DESTINATIONS") instanceof Map<?, ?> map)) {
      throw new ConfigurationException(
          "DESTINATIONS must be a map from path to queue, not '" + yaml + "'");
    }
    var queues = new LinkedHashMap<String, List<String>>();
    map.forEach((path, to) -> {
      List<String> urls =
          switch (to) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(to.toString());
          };
      if (!urls.isEmpty()) {
        queues.put(String.valueOf(path), urls);
      }
    });
    return new Destinations(queues);
  }

  /** The queues of a path; none if it leads nowhere. */
  public List<String> of(String path) {
    // the runtime's own paths begin with an underscore
    return queues.getOrDefault(path, named && !path.startsWith("_") ? List.of(path) : List.of());
  }

  /** Checks that the default path leads anywhere, without which events would vanish. */
  public void requireDefault() {
    if (of(Verdict.DEFAULT_PATH).isEmpty()) {
      throw new ConfigurationException(
          "DESTINATIONS has no queue for the path " + Verdict.DEFAULT_PATH);
    }
  }

  /** The short name of a queue: the last part of its URL. */
  public static String nameOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
