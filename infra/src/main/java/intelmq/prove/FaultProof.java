package intelmq.prove;

import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.faults.FaultRun;
import intelmq.localstack.faults.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Many faults over many seeds, each seed checked event by event against a run without faults. */
record FaultProof(Path home, Path directory, PrintWriter out) {
  /** Faults of one seed. */
  private static final int RUN = 100;

  private static final int SHOWN = 5;

  /**
   * Runs seeds from the given one on.
   *
   * @param count how many faults at least
   */
  Part run(long firstSeed, int count) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Feeds feeds = Feeds.of(home);
    CloudSettings settings =
        CloudSettings.of(home, directory)
            .with(
                Map.of(
                    "EnabledFeeds", String.join(",", feeds.samples().keySet()),
                    "MailFrom", "cert@example.org",
                    "NotifyEmail", "analyst@example.org",
                    "MailInterval", "immediate"));
    var failures = new ArrayList<String>();
    var kinds = new TreeMap<String, Long>();
    long injected = 0;
    long events = 0;
    int seeds = 0;
    int failed = 0;
    say(begin, "faults: %,d, %,d to a seed", count, Math.min(RUN, count));
    try (FaultRun run = FaultRun.start(settings, feeds.samples())) {
      // a seed that comes to nothing must not keep this going for ever
      int most = 2 * Math.ceilDiv(count, RUN) + 1;
      while (injected < count && seeds < most) {
        Outcome outcome = run.run(firstSeed + seeds++, (int) Math.min(RUN, count - injected));
        injected += outcome.injected();
        events += outcome.events();
        outcome
            .faults()
            .forEach((kind, number) ->
                kinds.merge(kind.name().toLowerCase(Locale.ROOT), (long) number, Long::sum));
        if (!outcome.failures().isEmpty()) {
          failed++;
          failures.add(
              outcome.command() + ": " + outcome.failures().stream().limit(SHOWN).toList());
        }
        say(
            begin,
            "seed %d: %d faults, %d events, %d s, %s; %,d of %,d faults so far",
            outcome.seed(),
            outcome.injected(),
            outcome.events(),
            outcome.time().toSeconds(),
            outcome.failures().isEmpty() ? "all is well" : outcome.failures().getFirst(),
            injected,
            count);
      }
    }
    if (injected < count) {
      failures.add("only " + injected + " of " + count + " faults came to pass");
    }
    var measured = new LinkedHashMap<String, Object>();
    measured.put("first seed", firstSeed);
    measured.put("seeds", seeds);
    measured.put("seeds that failed", failed);
    measured.put("faults", injected);
    measured.put("events checked", events);
    kinds.forEach((kind, number) -> measured.put("faults: " + kind, number));
    return new Part("faults", elapsed(begin), measured, failures);
  }

  private void say(long begin, String format, Object... values) {
    Duration time = elapsed(begin);
    out.printf(Locale.ROOT, "[%3d:%02d] ", time.toMinutes(), time.toSecondsPart());
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private static Duration elapsed(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
