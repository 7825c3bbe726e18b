package intelmq.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The block of a feed in template.yaml.
 *
 * @param name of the feed: up to 31 lower case letters, digits and hyphens
 * @param collector {@code {name: {parameters}}}
 * @param parser a name, or {@code {name: {parameters}}}
 * @param schedule for instance {@code rate(1 hour)}; empty if files are dropped
 * @param silence minutes without a report after which the feed counts as silent
 */
record FeedBlock(String name, Map<?, ?> collector, Object parser, String schedule, int silence) {
  private static final String LOCATION = "      Location: infra/feed.yaml";

  private static final String BLOCK =
      """

        %1$s:
          Type: AWS::Serverless::Application
          Properties:
            Location: infra/feed.yaml
            Tags: {application: intelmq, block: %2$s}
            Parameters:
              Feed: %2$s
              Collector: %3$s
              Parser: %4$s
      %5$s        Destinations: !Sub '{_default: "${Deduplicator.Outputs.Queue}"}'
              Queues: !GetAtt Deduplicator.Outputs.QueueArn
              EnabledFeeds: !Ref EnabledFeeds
              Stack: !GetAtt Storage.Outputs.Stack
              LogRetentionDays: !Ref LogRetentionDays
              Harmonization: !Ref Harmonization
              RetryDelay: !Ref RetryDelay
              SnapStart: !Ref SnapStart
              Release: !Ref Release
      """;

  /** Checks the name. */
  FeedBlock {
    if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException(
          "a name has up to 31 lower case letters, digits and hyphens, and begins with a letter: "
              + name);
    }
  }

  /** Whether a template has the feed. */
  static boolean isIn(Path template, String name) throws IOException {
    return Files.readAllLines(template).contains("        Feed: " + name);
  }

  /**
   * Puts the block behind the template's last feed.
   *
   * @throws IllegalArgumentException if there is a feed of this name, or none at all
   */
  void addTo(Path template) throws IOException {
    if (isIn(template, name)) {
      throw new IllegalArgumentException("there is a feed '" + name + "' already");
    }
    List<String> lines = Files.readAllLines(template);
    int end = endOfFeeds(lines);
    var all = new ArrayList<>(lines.subList(0, end));
    all.addAll(text(lines).lines().toList());
    all.addAll(lines.subList(end, lines.size()));
    Files.write(template, all);
  }

  /** The block as it stands in a template with these lines. */
  String text(List<String> lines) {
    String word =
        Arrays.stream(name.split("-", -1)).map(FeedBlock::capitalise).collect(Collectors.joining());
    // a name of its own among all that the template has
    boolean taken = lines.stream().anyMatch(line -> line.startsWith("  " + word + ":"));
    String when =
        schedule.isEmpty()
            ? ""
            : "        Schedule: " + schedule + "\n        IntervalMinutes: " + silence + "\n";
    return BLOCK.formatted(
        taken ? word + "Feed" : word, name, document(collector), document(parser), when);
  }

  /** A bot as it stands in the template: its name, or below it the whole YAML document. */
  private static String document(Object bot) {
    if (bot instanceof String text) {
      return text;
    }
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(160)
            .build();
    return "|\n" + new Dump(settings).dumpToString(bot).indent(10).stripTrailing();
  }

  /** The line after the last block that is a feed. */
  private static int endOfFeeds(List<String> lines) {
    int last = lines.lastIndexOf(LOCATION);
    if (last < 0) {
      throw new IllegalArgumentException("template.yaml has no feed to put the new one behind");
    }
    int end = last + 1;
    while (end < lines.size()
        && (lines.get(end).startsWith("      ") || lines.get(end).startsWith("    P"))) {
      end++;
    }
    return end;
  }

  private static String capitalise(String word) {
    return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
