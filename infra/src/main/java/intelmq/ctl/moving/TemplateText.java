package intelmq.ctl.moving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template whose feeds and stages are replaced; all else of it stays. */
public final class TemplateText {
  private static final Pattern ENTRY = Pattern.compile("  (\\w+):.*");
  private static final Pattern SECTION = Pattern.compile("\\w+:.*");
  private static final Pattern REPLACED = Pattern.compile(" +Location: infra/(feed|stage)\\.yaml");
  private static final String RESOURCES = "Resources:";

  private final List<String> before = new ArrayList<>();
  private final List<String> shared = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /**
   * A template.
   *
   * @throws IllegalArgumentException if it has no resources
   */
  public TemplateText(String template) {
    List<String> lines = template.lines().toList();
    int resources = lines.indexOf(RESOURCES);
    if (resources < 0) {
      throw new IllegalArgumentException("template.yaml has no line '" + RESOURCES + "'");
    }
    int end = resources + 1;
    while (end < lines.size() && !SECTION.matcher(lines.get(end)).matches()) {
      end++;
    }
    before.addAll(lines.subList(0, resources + 1));
    after.addAll(lines.subList(end, lines.size()));
    keep(lines.subList(resources + 1, end));
    for (List<String> part : List.of(before, shared)) {
      for (String line : part) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
          names.add(entry.group(1));
        }
      }
    }
  }

  /** The names of its parameters, conditions and of the blocks that stay. */
  Set<String> names() {
    return Set.copyOf(names);
  }

  /** The template with these blocks. */
  String with(List<String> feeds, List<String> stages) {
    var lines = new ArrayList<String>();
    lines.add(
        "# Made from an IntelMQ configuration by ./intelmqctl import, and now yours to edit.");
    lines.addAll(before);
    lines.add("  # Feeds: a block each. A feed runs once its name is in EnabledFeeds.");
    feeds.forEach(block -> add(lines, block));
    lines.add("");
    lines.add("  # Experts and outputs, in the order in which events go through them.");
    stages.forEach(block -> add(lines, block));
    lines.add("");
    lines.add("  # What all blocks share.");
    lines.addAll(shared);
    lines.add("");
    lines.addAll(after);
    return String.join("\n", lines) + "\n";
  }

  private static void add(List<String> lines, String block) {
    lines.add("");
    lines.addAll(block.lines().toList());
  }

  private void keep(List<String> resources) {
    var block = new ArrayList<String>();
    for (String line : resources) {
      if (ENTRY.matcher(line).matches()) {
        take(block);
        block.clear();
      }
      if (!line.isBlank() && !line.startsWith("  #")) {
        block.add(line);
      }
    }
    take(block);
  }

  private void take(List<String> block) {
    boolean replaced = block.stream().anyMatch(line -> REPLACED.matcher(line).matches());
    if (!block.isEmpty() && !replaced) {
      shared.add("");
      shared.addAll(block);
    }
  }
}
