package intelmq.experts.reversedns;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.port.Answers;
import intelmq.bot.port.Answers.Answer;
import intelmq.bot.port.Dns;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.IpAddresses;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code source.reverse_dns} and {@code destination.reverse_dns} with the first valid name
 * that the domain name system has for the address. If there is none, what is there stays.
 */
@Bot(
    name = "reverse_dns",
    upstream = "intelmq.bots.experts.reverse_dns.expert",
    ignored = {"redis_cache_host", "redis_cache_port", "redis_cache_db", "redis_cache_password"})
public final class ReverseDnsExpert implements BatchExpert {
  private final Config config;
  private final Dns dns;
  private final Answers answers;
  private final List<Side> sides;

  /** The parameters. */
  public record Config(
      @Param("The table that remembers answers; without it each function remembers its own.")
          @Nullable String table,
      @Param(
              value = "Seconds for which a name, or that there is none, is remembered; 0 for ever.",
              byDefault = "86400",
              min = 0)
          long redisCacheTtl,
      @Param(
              value = "Seconds for which it is remembered that there was no valid answer.",
              byDefault = "60",
              min = 0)
          long cacheTtlInvalidResponse,
      @Param(value = "Whether a name that is there is replaced.", byDefault = "false")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public ReverseDnsExpert(Config config, Dns dns, Answers answers, Harmonization harmonization) {
    this.config = config;
    this.dns = dns;
    this.answers = answers;
    this.sides =
        Stream.of("source", "destination")
            .map(name ->
                new Side(
                    harmonization.field(name + ".ip"), harmonization.field(name + ".reverse_dns")))
            .toList();
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    var names = new LinkedHashSet<String>();
    for (Item item : batch.items()) {
      for (Side side : sides) {
        String name = name(item.event(), side);
        if (name != null) {
          names.add(name);
        }
      }
    }
    if (!names.isEmpty()) {
      Map<String, List<String>> found = answers.ask(config.table(), "PTR", names, this::ask);
      for (Item item : batch.items()) {
        sides.forEach(side -> fill(item.event(), side, found));
      }
    }
    return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
  }

  private Answer ask(String name) throws IOException {
    Dns.Answer answer = dns.query(name, Dns.Type.PTR);
    boolean known = answer.status() == Dns.Status.ABSENT || !answer.values().isEmpty();
    return new Answer(
        answer.values(),
        Answer.seconds(known ? config.redisCacheTtl() : config.cacheTtlInvalidResponse()));
  }

  private void fill(Event event, Side side, Map<String, List<String>> found) {
    String name = name(event, side);
    if (name != null) {
      found.getOrDefault(name, List.of()).stream()
          .filter(value -> event.isValid(side.name(), value))
          .findFirst()
          .ifPresent(value -> event.put(side.name(), value));
    }
  }

  /** The address in the reverse tree, or null if nothing is asked. */
  private @Nullable String name(Event event, Side side) {
    String address = event.text(side.ip());
    return address == null || (event.has(side.name()) && !config.overwrite())
        ? null
        : IpAddresses.reverseName(address);
  }

  /** The fields of a side. */
  private record Side(Field ip, Field name) {}
}
