package intelmq.experts.modify;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets fields of events that match rules, in the order of the rules.
 *
 * <p>The rules are JSON, a list of objects with the members {@code rulename}, {@code if} and {@code
 * then}. A rule matches if all fields below {@code if} do: a text is a regular expression that is
 * searched in the field's text, the empty text means that the field has no value, any other value
 * must be equal. Then the fields below {@code then} are set, in whose texts {@code
 * {msg[source.ip]}} stands for the event's value and {@code {matches[feed.url][1]}} for a group of
 * what the regular expression found.
 */
@Bot(name = "modify", upstream = "intelmq.bots.experts.modify.expert")
public final class ModifyExpert implements Expert {
  private final List<Rule> rules;
  private final long maximumMatches;
  private final boolean overwrite;

  /** The parameters. */
  public record Config(
      @Param("The rules as JSON, or a reference to them (`s3://bucket/key`).")
          String configurationPath,
      @Param(
              value = "Whether regular expressions (RE2's syntax) tell upper from lower case.",
              byDefault = "true")
          boolean caseSensitive,
      @Param(value = "After so many rules that match no others are tried.", min = 1)
          @Nullable Long maximumMatches,
      @Param(value = "Whether fields that have a value are set, too.", byDefault = "true")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public ModifyExpert(Config config, Harmonization harmonization) {
    rules = new RulesReader(harmonization, config.caseSensitive()).read(config.configurationPath());
    Long most = config.maximumMatches();
    maximumMatches = most == null ? Long.MAX_VALUE : most;
    overwrite = config.overwrite();
  }

  @Override
  public Verdict process(Event event) {
    long matches = 0;
    for (Rule rule : rules) {
      Groups found = rule.match(event);
      if (found != null) {
        Verdict refused = rule.apply(event, found, overwrite);
        if (refused != null) {
          return refused;
        }
        if (++matches == maximumMatches) {
          break;
        }
      }
    }
    return Verdict.FORWARD;
  }
}
