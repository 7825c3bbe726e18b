package intelmq.experts.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import intelmq.bot.Aggregator;
import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Absorb;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.port.Groups;
import intelmq.bot.port.Groups.Closed;
import intelmq.bot.port.Groups.Member;
import intelmq.bot.port.Groups.Scope;
import intelmq.harmonization.Event;
import intelmq.harmonization.EventHash;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes one event of all that have the same values in some fields and arrive within a time span:
 * the first one, with the beginning of the span as `time.source`, how many there were in
 * `extra.count`, and the last one's `time.observation` in `extra.time_end`. Of fewer than
 * `threshold` nothing remains.
 *
 * <p>A span begins with its first event. When it is over, its event leaves: by schedule, or when
 * other events arrive. The count is exact however many functions count at a time, and an event that
 * is delivered again counts once.
 */
@Bot(
    name = "aggregate",
    upstream = "intelmq.bots.experts.aggregate.expert",
    ignored = {
      "redis_cache_host",
      "redis_cache_port",
      "redis_cache_db",
      "redis_cache_password",
      "redis_cache_ttl"
    })
public final class AggregateExpert implements Aggregator {
  private static final Verdict ABSORB = new Absorb();
  private static final Field COUNT = Field.extra("count");
  private static final Field TIME_END = Field.extra("time_end");
  private static final int MOST_AT_ONCE = 25;

  /** A table's item may have 400 KB. */
  private static final int MOST_CHARACTERS = 100_000;

  private static final Pattern SPAN =
      Pattern.compile("\\s*(\\d{1,6})\\s+(minute|hour|day|week|month|year)s?\\s*");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7),
          "month", Duration.ofDays(30),
          "year", Duration.ofDays(365));

  private final long threshold;
  private final Set<String> fields;
  private final Scope scope;
  private final Groups groups;
  private final Harmonization harmonization;

  /** The parameters. */
  public record Config(
      @Param("The table of what is held back.") String table,
      @Param(
              value = "Fields whose values events of an aggregate have in common.",
              byDefault = "[classification.type, classification.identifier]")
          List<String> fields,
      @Param(value = "Of how many events something remains at least.", byDefault = "10", min = 1)
          long threshold,
      @Param(
              value = "How long events are held back: `10 minutes`, `1 hour`, `2 days`.",
              byDefault = "1 hour")
          String timespan) {}

  /** The expert with its parameters. */
  public AggregateExpert(Config config, Groups groups, Harmonization harmonization) {
    if (config.fields().isEmpty()) {
      throw new IllegalArgumentException("'fields' must name a field at least");
    }
    threshold = config.threshold();
    fields = config.fields().stream().map(key -> harmonization.field(key).name()).collect(toSet());
    scope = new Scope(config.table(), "aggregate", span(config.timespan()), false);
    this.groups = groups;
    this.harmonization = harmonization;
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException, InterruptedException {
    var members = new ArrayList<Member>();
    var verdicts = new ArrayList<Verdict>();
    for (Item item : batch.items()) {
      String kept = item.id() + "\n" + Json.text(item.event());
      if (kept.length() > MOST_CHARACTERS) {
        verdicts.add(new Reject("too-large", "an event of this size cannot be held back"));
        continue;
      }
      String group = EventHash.of(item.event(), fields, EventHash.Filter.WHITELIST);
      String observed = item.event().text(Fields.TIME_OBSERVATION);
      members.add(new Member(group, item.id(), kept, Objects.requireNonNullElse(observed, "")));
      verdicts.add(ABSORB);
    }
    groups.add(scope, batch, members);
    return verdicts;
  }

  @Override
  public List<Due> due() throws IOException, InterruptedException {
    var due = new ArrayList<Due>();
    List<Closed> over;
    do {
      over = groups.over(scope, MOST_AT_ONCE);
      for (Closed window : over) {
        if (window.count() < threshold) {
          groups.forget(scope, window);
        } else {
          due.add(new Due(window.key(), aggregate(window)));
        }
      }
    } while (due.isEmpty() && !over.isEmpty());
    return due;
  }

  @Override
  public void settled(Due due) throws IOException {
    groups.forget(scope, new Closed(due.key(), Instant.EPOCH, 0, "", ""));
  }

  private Item aggregate(Closed window) throws IOException {
    int border = window.first().indexOf('\n');
    Event first = Json.event(window.first().substring(border + 1).getBytes(UTF_8), harmonization);
    var event = new Event(harmonization);
    // in the order that IntelMQ's has
    event.addAll(new TreeMap<>(first.toMap()));
    event.put(Fields.TIME_SOURCE, window.start().toString());
    event.put(COUNT, window.count());
    event.put(TIME_END, window.last());
    return new Item(window.first().substring(0, border) + ".a" + checksum(window.key()), event);
  }

  /** Tells it from what else is made of the same first event. */
  private static String checksum(String key) {
    var checksum = new CRC32();
    checksum.update(key.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  private static Duration span(String text) {
    Matcher matcher = SPAN.matcher(text);
    Duration span =
        matcher.matches()
            ? UNITS
                .getOrDefault(matcher.group(2), Duration.ZERO)
                .multipliedBy(Long.parseLong(matcher.group(1)))
            : Duration.ZERO;
    if (span.isZero()) {
      throw new IllegalArgumentException(
          "timespan must be a number and a unit (minute, hour, day, week, month, year), not '"
              + text
              + "'");
    }
    return span;
  }
}
