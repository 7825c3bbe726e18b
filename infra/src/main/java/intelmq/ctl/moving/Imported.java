package intelmq.ctl.moving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a configuration became.
 *
 * @param template with a block for each feed and stage
 * @param bots what became of each bot, and of the global parameters
 * @param tasks what is to be done before all of it works
 * @param feeds those to be named in {@code EnabledFeeds}
 */
public record Imported(
    String template, List<BotLine> bots, List<String> tasks, List<String> feeds) {
  /** Takes copies of the lists. */
  public Imported {
    bots = List.copyOf(bots);
    tasks = List.copyOf(tasks);
    feeds = List.copyOf(feeds);
  }

  /** How many bots and parameters became what. */
  public String summary() {
    return "Bots: "
        + counts(bots.stream().map(BotLine::moved).toList())
        + ". Parameters: "
        + counts(
            bots.stream()
                .flatMap(bot -> bot.parameters().stream())
                .map(ParameterLine::moved)
                .toList())
        + ".";
  }

  private static String counts(List<Moved> all) {
    var counts = new ArrayList<String>();
    for (Moved moved : Moved.values()) {
      long count = all.stream().filter(moved::equals).count();
      counts.add(String.format(Locale.ROOT, "%d %s", count, moved.label()));
    }
    return String.join(", ", counts);
  }

  /** The report for people: a line for each bot, and below it one for each of its parameters. */
  public List<String> report() {
    var lines = new ArrayList<String>();
    for (BotLine bot : bots) {
      String module = bot.module().isEmpty() ? "" : " (" + bot.module() + ")";
      lines.add(bot.id() + module + ": " + said(bot.moved(), bot.reason()));
      bot.parameters()
          .forEach(parameter ->
              lines.add(
                  "  " + parameter.name() + ": " + said(parameter.moved(), parameter.reason())));
    }
    if (!tasks.isEmpty()) {
      lines.add("");
      lines.add("To do (STACK is the stack's name, DATABASES its bucket of databases):");
      tasks.forEach(task -> lines.add("  " + task));
    }
    lines.add("");
    lines.add("Feeds that ran: EnabledFeeds=" + String.join(",", feeds));
    lines.add(summary());
    return lines;
  }

  private static String said(Moved moved, String reason) {
    return moved.label() + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** The report for programs. */
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("bots", bots.stream().map(BotLine::json).toList());
    json.put("tasks", tasks);
    json.put("feeds", feeds);
    return json;
  }
}
