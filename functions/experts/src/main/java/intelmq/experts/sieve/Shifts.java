package intelmq.experts.sieve;

import intelmq.experts.sieve.Statement.Setting;
import intelmq.experts.sieve.Statement.Shift;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Field;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves times of events on and back. */
final class Shifts {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Shifts() {}

  static Step compile(Shift shift, Field field) {
    Setting setting = shift.setting();
    Duration span = shift.span();
    return run -> {
      Object old = run.event().get(field);
      if (setting == (old == null ? Setting.EXISTING : Setting.NEW)) {
        return;
      }
      Instant moved = moved(old, span);
      if (moved == null) {
        run.refuse("no-time", field.name() + ": has no time that the rule could move");
        return;
      }
      run.event().put(field, DateTimes.text(moved));
      Compiler.endIfRefused(run);
    };
  }

  private static @Nullable Instant moved(@Nullable Object old, Duration span) {
    Instant time = old instanceof String text ? Times.instant(text) : null;
    Instant moved = time == null ? null : time.plus(span);
    return moved == null || moved.isBefore(FIRST) || moved.isAfter(LAST) ? null : moved;
  }
}
