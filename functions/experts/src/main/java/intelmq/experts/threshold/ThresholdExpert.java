package intelmq.experts.threshold;

import static java.util.stream.Collectors.toSet;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.port.Groups;
import intelmq.bot.port.Groups.Member;
import intelmq.bot.port.Groups.Scope;
import intelmq.harmonization.Event;
import intelmq.harmonization.EventHash;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets one event of many pass that are alike over some fields, or all but some: the one with which
 * their number reaches a threshold. `extra.count` says how many that was. The others are dropped.
 *
 * <p>The count begins anew when no such event came for `redis_cache_ttl` seconds. It is exact
 * however many functions count at a time; an event that is delivered again counts once, and passes
 * again if it did.
 */
@Bot(
    name = "threshold",
    upstream = "intelmq.bots.experts.threshold.expert",
    ignored = {
      "redis_cache_host",
      "redis_cache_port",
      "redis_cache_db",
      "redis_cache_password",
      "timeout"
    })
public final class ThresholdExpert implements BatchExpert {
  private static final Field COUNT = Field.extra("count");
  private static final Verdict BELOW = new Drop("below the threshold");
  private static final Verdict ABOVE = new Drop("beyond the threshold");

  private final Config config;
  private final Set<String> keys;
  private final Map<Field, Object> added = new LinkedHashMap<>();
  private final Scope scope;
  private final Groups groups;

  /** The parameters. */
  public record Config(
      @Param("The table of counts.") String table,
      @Param(
              value = "Fields that count, or do not: see `filter_type`.",
              byDefault = "[raw, time.observation]")
          List<String> filterKeys,
      @Param(
              value = "Whether `filter_keys` are the only fields that count, or those that do not.",
              byDefault = "blacklist")
          EventHash.Filter filterType,
      @Param(value = "How many events it takes.", byDefault = "100", min = 1) long threshold,
      @Param(
              value = "Fields of the event that passes, and their values; others are replaced.",
              byDefault = "{\"comment\": \"Threshold reached\"}")
          Map<String, Object> addKeys,
      @Param(
              value = "Seconds without such an event until they are counted anew; 0 for never.",
              byDefault = "3600",
              min = 0)
          long redisCacheTtl,
      @Param(value = "Lets every event pass.", byDefault = "false") boolean bypass) {}

  /** The expert with its parameters. */
  public ThresholdExpert(Config config, Groups groups, Harmonization harmonization) {
    this.config = config;
    this.groups = groups;
    keys =
        config.filterKeys().stream().map(key -> harmonization.field(key).name()).collect(toSet());
    config.addKeys().forEach((key, value) -> added.put(harmonization.field(key), value));
    scope =
        new Scope(config.table(), "threshold", Duration.ofSeconds(config.redisCacheTtl()), true);
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    if (config.bypass()) {
      return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
    }
    var members = new ArrayList<Member>();
    for (Item item : batch.items()) {
      String group = EventHash.of(item.event(), keys, config.filterType());
      members.add(new Member(group, item.id(), "", ""));
    }
    List<Long> numbers = groups.add(scope, batch, members);
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < numbers.size(); i++) {
      verdicts.add(verdict(batch.items().get(i).event(), numbers.get(i)));
    }
    return verdicts;
  }

  private Verdict verdict(Event event, long number) {
    if (number != config.threshold()) {
      return number < config.threshold() ? BELOW : ABOVE;
    }
    added.forEach(event::put);
    event.put(COUNT, number);
    return Verdict.FORWARD;
  }
}
