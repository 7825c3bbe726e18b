package intelmq.experts.rfc1918;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Drops events, or removes fields, that name an address, a domain or a network (AS) that is
 * reserved: for private use (RFC 1918), for documentation and the like.
 *
 * <p>The first field whose value is reserved decides; later ones are not looked at. What a field
 * holds is told by the last part of its name: {@code ip}, {@code fqdn}, {@code url} or {@code asn}.
 */
@Bot(name = "rfc1918", upstream = "intelmq.bots.experts.rfc1918.expert")
public final class Rfc1918Expert implements Expert {
  private static final List<String> POLICIES = List.of("del", "drop");

  private final List<Rule> rules;

  /** The parameters. */
  public record Config(
      @Param(
              value = "The fields that are looked at, in this order.",
              byDefault = "[destination.ip, source.ip, source.url]")
          List<String> fields,
      @Param(
              value =
                  "For each of them what happens if its value is reserved: `del` removes the field, `drop` drops the event.",
              byDefault = "[del, drop, drop]")
          List<String> policy) {}

  /** The expert with its parameters. */
  public Rfc1918Expert(Config config, Harmonization harmonization) {
    rules = rules(config, harmonization);
  }

  @Override
  public Verdict process(Event event) {
    for (Rule rule : rules) {
      Object value = event.get(rule.field());
      if (value == null) {
        continue;
      }
      switch (rule.kind().check(value)) {
        case NO -> {}
        case UNREADABLE -> {
          return new Reject("invalid-value", rule.field() + " is not what its name says");
        }
        case YES -> {
          if (rule.drops()) {
            return new Drop(rule.field() + " is reserved");
          }
          event.remove(rule.field());
          return event.names().isEmpty() ? new Drop("no field is left") : Verdict.FORWARD;
        }
      }
    }
    return Verdict.FORWARD;
  }

  private static List<Rule> rules(Config config, Harmonization harmonization) {
    if (config.fields().size() != config.policy().size()) {
      throw new IllegalArgumentException(
          "policy must have a word for each of the "
              + config.fields().size()
              + " fields, not "
              + config.policy().size());
    }
    var rules = new ArrayList<Rule>();
    for (int i = 0; i < config.fields().size(); i++) {
      Field field = harmonization.field(config.fields().get(i));
      String policy = config.policy().get(i).toLowerCase(Locale.ROOT);
      if (!POLICIES.contains(policy)) {
        throw new IllegalArgumentException(
            "policy must be of del and drop, not '"
                + policy
                + "'"
                + Nearest.hint(policy, POLICIES));
      }
      rules.add(new Rule(field, ReservedKind.of(field.name()), policy.equals("drop")));
    }
    return List.copyOf(rules);
  }

  private record Rule(Field field, ReservedKind kind, boolean drops) {}
}
