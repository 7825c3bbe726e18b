package intelmq.ctl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which faults are wanted: {@code SEED} or {@code SEED:COUNT}. */
record FaultOption(long seed, int count) {
  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})(?::(\\d{1,6}))?");
  private static final int USUAL = 100;

  /** Reads an option's text, if it is one. */
  static Optional<FaultOption> find(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new FaultOption(
                Long.parseLong(matcher.group(1)),
                matcher.group(2) == null ? USUAL : Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
