package intelmq.experts.deduplicator;

import static java.util.stream.Collectors.toSet;

import intelmq.bot.Batch;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.port.SeenTable;
import intelmq.bot.port.SeenTable.Mark;
import intelmq.harmonization.EventHash;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Drops events that were seen before: whose hash over some fields, or all but some, was there
 * within a time.
 *
 * <p>The entry names the event that wrote it, so an event that comes again (its message was
 * delivered twice, its report is replayed) passes again.
 */
@Bot(
    name = "deduplicator",
    upstream = "intelmq.bots.experts.deduplicator.expert",
    ignored = {"redis_cache_host", "redis_cache_port", "redis_cache_db", "redis_cache_password"})
public final class DeduplicatorExpert implements BatchExpert {
  private static final Verdict SEEN = new Drop("seen before");

  private final Config config;
  private final Set<String> keys;
  private final SeenTable seen;

  /** The parameters. */
  public record Config(
      @Param("The table that remembers.") String table,
      @Param(
              value = "Fields that count, or do not: see `filter_type`.",
              byDefault = "[raw, time.observation]")
          List<String> filterKeys,
      @Param(
              value = "Whether `filter_keys` are the only fields that count, or those that do not.",
              byDefault = "blacklist")
          EventHash.Filter filterType,
      @Param(
              value = "Seconds until an event may pass again; 0 for never.",
              byDefault = "86400",
              min = 0)
          long redisCacheTtl,
      @Param(value = "Lets every event pass.", byDefault = "false") boolean bypass) {}

  /** The expert with its parameters. */
  public DeduplicatorExpert(Config config, SeenTable seen, Harmonization harmonization) {
    this.config = config;
    keys =
        config.filterKeys().stream().map(key -> harmonization.field(key).name()).collect(toSet());
    this.seen = seen;
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    if (config.bypass()) {
      return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
    }
    List<Mark> marks =
        batch.items().stream()
            .map(item -> new Mark(EventHash.of(item.event(), keys, config.filterType()), item.id()))
            .toList();
    BitSet first = seen.mark(config.table(), marks, Duration.ofSeconds(config.redisCacheTtl()));
    return IntStream.range(0, marks.size())
        .mapToObj(i -> first.get(i) ? Verdict.FORWARD : SEEN)
        .toList();
  }
}
