package intelmq.experts.sieve;

import com.google.re2j.PatternSyntaxException;
import inet.ipaddr.IPAddress;
import intelmq.experts.sieve.Condition.Comparison;
import intelmq.experts.sieve.Value.Literal;
import intelmq.experts.sieve.Value.Numeral;
import intelmq.experts.sieve.Value.Sequence;
import intelmq.experts.sieve.Value.Text;
import intelmq.experts.sieve.Value.Truth;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.TextPattern;
import intelmq.python.PyJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns comparisons into checks. Of a field without value only {@code !=} and {@code !~} hold. */
final class Comparisons {
  private final KnownFields fields;

  Comparisons(KnownFields fields) {
    this.fields = fields;
  }

  Check compile(Comparison comparison) {
    Key key = comparison.key();
    Literal value = comparison.value();
    return switch (comparison.operator()) {
      case EQUAL -> equal(key, value);
      case NOT_EQUAL -> {
        Check equal = equal(key, value);
        yield run -> !equal.holds(run);
      }
      case LESS -> order(key, value, sign -> sign < 0);
      case AT_MOST -> order(key, value, sign -> sign <= 0);
      case GREATER -> order(key, value, sign -> sign > 0);
      case AT_LEAST -> order(key, value, sign -> sign >= 0);
      case IN -> in(key, (Sequence) value);
      case CONTAINS -> {
        String part = text(value);
        yield anyText(key, text -> text.contains(part));
      }
      case MATCHES -> anyText(key, pattern(value)::isIn);
      case MATCHES_NOT -> {
        Check matches = anyText(key, pattern(value)::isIn);
        yield run -> !matches.holds(run);
      }
      case CONTAINS_ANY -> {
        List<String> parts = items(value).stream().map(Comparisons::text).toList();
        yield onlyText(key, text -> any(parts, text::contains));
      }
      case MATCHES_ANY -> {
        List<TextPattern> patterns = items(value).stream().map(Comparisons::pattern).toList();
        yield onlyText(key, text -> any(patterns, pattern -> pattern.isIn(text)));
      }
      case WITHIN -> within(key, items(value));
      case BEFORE -> time(key, value, sign -> sign < 0);
      case AFTER -> time(key, value, sign -> sign > 0);
      case LIST_EQUAL -> Lists.equal(fields.get(key), (Sequence) value);
      case SET_EQUAL -> Lists.sets(fields.get(key), (Sequence) value, Set::equals);
      case OVERLAPS -> Lists.sets(fields.get(key), (Sequence) value, (a, b) -> any(a, b::contains));
      case SUBSET -> Lists.sets(fields.get(key), (Sequence) value, (a, b) -> b.containsAll(a));
      case SUPERSET -> Lists.sets(fields.get(key), (Sequence) value, Set::containsAll);
    };
  }

  private Check equal(Key key, Literal value) {
    return switch (value) {
      case Text text -> {
        Field field = fields.get(key);
        requireAddress(field, text);
        yield run -> text.plain().equals(run.event().get(field));
      }
      case Numeral number -> order(key, number, sign -> sign == 0);
      case Truth truth -> {
        Field field = fields.get(key);
        yield run -> truth.plain().equals(run.event().get(field));
      }
      case Sequence list -> throw new IllegalArgumentException(list.toString());
    };
  }

  private Check order(Key key, Literal value, IntPredicate wanted) {
    Field field = fields.number(key, value.place());
    Number number = ((Numeral) value).plain();
    return run ->
        run.event().get(field) instanceof Number own
            && wanted.test(Comparables.compare(own, number));
  }

  private Check in(Key key, Sequence list) {
    if (list.items().getFirst() instanceof Numeral) {
      Field field = fields.number(key, list.place());
      Set<Object> numbers = Comparables.set(list.plain());
      return run ->
          run.event().get(field) instanceof Number own && numbers.contains(Comparables.of(own));
    }
    Field field = fields.get(key);
    list.items().forEach(item -> requireAddress(field, item));
    Set<Object> texts = new HashSet<>(list.plain());
    return run -> {
      Object own = run.event().get(field);
      return own != null && texts.contains(own);
    };
  }

  /** Of what is no text its text, as Python has it, and of an object the JSON. */
  private Check anyText(Key key, Predicate<String> wanted) {
    Field field = fields.get(key);
    return run -> {
      Event event = run.event();
      String text =
          event.get(field) instanceof Map<?, ?> map ? PyJson.dumps(map) : event.text(field);
      return text != null && wanted.test(text);
    };
  }

  private Check onlyText(Key key, Predicate<String> wanted) {
    Field field = fields.get(key);
    return run ->
        switch (run.event().get(field)) {
          case null -> false;
          case String text -> wanted.test(text);
          default -> run.refuse("no-text", field.name() + ": is no text, as the rule needs it");
        };
  }

  private Check within(Key key, List<Literal> values) {
    Field field = fields.get(key);
    var networks = new Networks();
    for (Literal value : values) {
      if (!networks.add(text(value))) {
        throw new SieveException(
            value.place(), "expected a network like '192.0.2.0/24', not '" + text(value) + "'");
      }
    }
    return run -> {
      IPAddress address =
          run.event().get(field) instanceof String text ? Networks.address(text) : null;
      return address != null && networks.contain(address);
    };
  }

  private Check time(Key key, Literal value, IntPredicate wanted) {
    Field field = fields.time(key);
    Duration span = Times.span(text(value));
    Instant fixed = span == null ? Times.instant(text(value)) : null;
    if (span == null && fixed == null) {
      throw new SieveException(
          value.place(),
          "expected a span like '1 week' or a date like '2026-11-23 13:00', not '"
              + text(value)
              + "'");
    }
    return run -> {
      Object own = run.event().get(field);
      if (own == null) {
        return false;
      }
      Instant time = own instanceof String text ? instant(text) : null;
      if (time == null) {
        return run.refuse("no-time", field.name() + ": is no time, as the rule needs it");
      }
      return wanted.test(time.compareTo(limit(fixed, span, run)));
    };
  }

  private static Instant limit(@Nullable Instant fixed, @Nullable Duration span, Run run) {
    return fixed == null ? run.now().minus(span == null ? Duration.ZERO : span) : fixed;
  }

  private static @Nullable Instant instant(String text) {
    Instant harmonised = DateTimes.instant(text);
    return harmonised == null ? Times.instant(text) : harmonised;
  }

  /** An address in another form would never be equal to the event's. */
  private static void requireAddress(Field field, Literal value) {
    if (KnownFields.isAddress(field) && Networks.address(text(value)) == null) {
      throw new SieveException(
          value.place(),
          "expected an IP address, for '%s' has one, not '%s'"
              .formatted(field.name(), text(value)));
    }
  }

  private static TextPattern pattern(Literal value) {
    try {
      return TextPattern.of(text(value));
    } catch (PatternSyntaxException e) {
      throw new SieveException(
          value.place(), "expected a regular expression in RE2's syntax: " + e.getMessage());
    }
  }

  /** The operator takes texts only, which the parser has seen to. */
  private static String text(Literal value) {
    return (String) value.plain();
  }

  private static List<Literal> items(Literal value) {
    return value instanceof Sequence list ? list.items() : List.of(value);
  }

  private static <T> boolean any(Iterable<T> items, Predicate<? super T> wanted) {
    for (T item : items) {
      if (wanted.test(item)) {
        return true;
      }
    }
    return false;
  }
}
