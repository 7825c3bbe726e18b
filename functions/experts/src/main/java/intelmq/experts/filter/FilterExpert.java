package intelmq.experts.filter;

import static intelmq.harmonization.Fields.TIME_SOURCE;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.python.Equality;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, drops and routes events by one field, and drops by {@code time.source}.
 *
 * <p>Matching events go to the path {@code filter_match}, others to {@code filter_no_match}; what
 * is kept goes to the default path as well, what is not to {@code action_other}. An event that no
 * path takes is dropped.
 */
@Bot(name = "filter", upstream = "intelmq.bots.experts.filter.expert")
public final class FilterExpert implements Expert {
  private static final String KEPT = Verdict.DEFAULT_PATH;
  private static final String NOT_KEPT = "action_other";

  private final @Nullable TimeLimit notBefore;
  private final @Nullable TimeLimit notAfter;
  private final @Nullable Predicate<Event> matcher;
  private final Verdict matching;
  private final Verdict other;
  private final InstantSource clock;

  /** What happens to matching events. */
  public enum Action {
    /** They are kept, others are not. */
    KEEP,
    /** They are not kept, others are. */
    DROP
  }

  /** The parameters. */
  public record Config(
      @Param("The field that is looked at.") @Nullable String filterKey,
      @Param(
              "The value it must have, of the same type; with `filter_regex` a regular expression (RE2's syntax).")
          @Nullable Object filterValue,
      @Param("What happens to events that match.") @Nullable Action filterAction,
      @Param("If set, `filter_value` is a regular expression that is searched in the field's text.")
          @Nullable String filterRegex,
      @Param(
              "Events of an earlier `time.source` are dropped: `2026-11-23T13:00:00+00:00` or, back from now, `10 days`.")
          @Nullable String notBefore,
      @Param("Events of a later `time.source` are dropped: as `not_before`.")
          @Nullable String notAfter) {}

  /** The expert with its parameters. */
  public FilterExpert(Config config, InstantSource clock, Harmonization harmonization) {
    this.clock = clock;
    notBefore = limit("not_before", config.notBefore());
    notAfter = limit("not_after", config.notAfter());
    matcher = matcher(config, harmonization);
    boolean keep = config.filterAction() == Action.KEEP;
    String rule =
        (keep ? "keep" : "drop") + " " + config.filterKey() + " = " + config.filterValue();
    matching = new Forward(List.of("filter_match", keep ? KEPT : NOT_KEPT), rule);
    other = new Forward(List.of("filter_no_match", keep ? NOT_KEPT : KEPT), rule);
  }

  @Override
  public Verdict process(Event event) {
    String time = event.text(TIME_SOURCE);
    Instant instant = time == null ? null : DateTimes.instant(time);
    if (instant != null) {
      Instant now = clock.instant();
      if (notBefore != null && instant.isBefore(notBefore.at(now))) {
        return new Drop("not_before " + notBefore);
      }
      if (notAfter != null && instant.isAfter(notAfter.at(now))) {
        return new Drop("not_after " + notAfter);
      }
    }
    if (matcher == null) {
      return Verdict.FORWARD;
    }
    return matcher.test(event) ? matching : other;
  }

  private static @Nullable Predicate<Event> matcher(Config config, Harmonization harmonization) {
    Object value = config.filterValue();
    if (isEmpty(config.filterKey())) {
      return null;
    }
    Field field = field(config.filterKey(), harmonization);
    if (value == null || value.equals("") || config.filterAction() == null) {
      return null;
    }
    if (isEmpty(config.filterRegex())) {
      return event -> event.has(field) && Equality.equal(event.get(field), value);
    }
    try {
      Pattern pattern = Pattern.compile(value.toString());
      return event -> {
        String text = event.text(field);
        return text != null && pattern.matcher(text).find();
      };
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          "filter: filter_value is no regular expression: " + e.getMessage(), e);
    }
  }

  private static Field field(@Nullable String name, Harmonization harmonization) {
    try {
      return harmonization.field(String.valueOf(name));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("filter: filter_key: " + e.getMessage(), e);
    }
  }

  private static @Nullable TimeLimit limit(String parameter, @Nullable String text) {
    return isEmpty(text) ? null : TimeLimit.parse(parameter, String.valueOf(text));
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
