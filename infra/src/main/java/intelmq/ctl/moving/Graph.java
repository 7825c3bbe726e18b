package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How bots are connected: past bots that are not here, and with copies of a bot, among which
 * IntelMQ balances the load, as one.
 */
final class Graph {
  private final Map<String, SourceBot> readers = new LinkedHashMap<>();
  private final Map<String, String> copies = new HashMap<>();
  private final Predicate<SourceBot> isHere;

  /**
   * The connections.
   *
   * @param global whether load is balanced everywhere
   * @param isHere whether a bot becomes something here
   */
  Graph(List<SourceBot> bots, boolean global, Predicate<SourceBot> isHere) {
    this.isHere = isHere;
    for (SourceBot bot : bots) {
      SourceBot before = readers.putIfAbsent(bot.queue(), bot);
      if (before != null && bot.isCopyOf(before)) {
        copies.put(bot.id(), before.id());
      }
    }
    for (SourceBot bot : bots) {
      if (balances(bot, global)) {
        bot.destinations().values().forEach(this::merge);
      }
    }
  }

  private static boolean balances(SourceBot bot, boolean global) {
    return bot.isTrue("load_balance") || (global && !bot.parameters().containsKey("load_balance"));
  }

  private void merge(List<String> queues) {
    List<SourceBot> bots = queues.stream().filter(readers::containsKey).map(readers::get).toList();
    for (int i = 1; i < bots.size(); i++) {
      SourceBot first = bots.getFirst();
      SourceBot other = bots.get(i);
      if (other.isCopyOf(first) && !other.id().equals(first.id())) {
        copies.putIfAbsent(other.id(), original(first.id()));
      }
    }
  }

  /** The bot that stands for a copy of it; itself otherwise. */
  String original(String id) {
    return copies.getOrDefault(id, id);
  }

  /** The bots, parsers above all, that read what a collector sends; those that are not here too. */
  List<SourceBot> readersOf(SourceBot bot) {
    var found = new LinkedHashMap<String, SourceBot>();
    for (List<String> queues : bot.destinations().values()) {
      for (String queue : queues) {
        SourceBot reader = readers.get(queue);
        if (reader != null && original(reader.id()).equals(reader.id())) {
          found.put(reader.id(), reader);
        } else if (reader != null) {
          readers.values().stream()
              .filter(other -> other.id().equals(original(reader.id())))
              .forEach(other -> found.put(other.id(), other));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Where the events of a parser or expert go. */
  Ways ways(SourceBot bot, boolean global) {
    var paths = new LinkedHashMap<String, List<String>>();
    var remarks = new LinkedHashSet<String>();
    bot.destinations()
        .forEach((path, queues) -> {
          var targets = new LinkedHashSet<String>();
          for (String queue : queues) {
            resolve(queue, new LinkedHashSet<>(), targets, remarks);
          }
          List<String> all = new ArrayList<>(targets);
          if (all.size() > 1 && queues.size() > 1 && balances(bot, global)) {
            remarks.add(
                "load is balanced over bots that are not the same: all events of "
                    + path
                    + " go to "
                    + all.getFirst());
            all = List.of(all.getFirst());
          }
          if (!all.isEmpty()) {
            paths.put(path, all);
          } else if (!path.equals(Destinations.DEFAULT)) {
            remarks.add("the path " + path + " leads nowhere here");
          }
        });
    return new Ways(paths, List.copyOf(remarks));
  }

  private void resolve(String queue, Set<String> passed, Set<String> targets, Set<String> remarks) {
    SourceBot reader = readers.get(queue);
    if (reader == null) {
      remarks.add("no bot reads the queue " + queue);
    } else if (reader.kind() == Kind.PARSER || reader.kind() == Kind.COLLECTOR) {
      remarks.add(reader.id() + " gets reports from its feed alone, no events");
    } else if (isHere.test(reader)) {
      targets.add(original(reader.id()));
    } else if (reader.kind() == Kind.OUTPUT) {
      remarks.add(reader.id() + " gets none of them");
    } else if (passed.add(queue)) {
      remarks.add("past " + reader.id());
      reader
          .destinations()
          .getOrDefault(Destinations.DEFAULT, List.of())
          .forEach(next -> resolve(next, passed, targets, remarks));
    }
  }
}
