package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the user sees while a run goes on: in a terminal, a table of functions that is drawn again
 * and again; elsewhere plain lines, when something changed.
 */
final class Screen implements CloudSettings.Listener, AutoCloseable {
  private static final Duration REFRESH = Duration.ofMillis(500);
  private static final String UP = "\u001b[%dA\u001b[J";

  private final PrintWriter out;
  private final boolean terminal;
  private volatile boolean watching;
  private Map<String, Map<String, Long>> last = Map.of();
  private int drawn;

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether colours can be shown. */
  boolean inColour() {
    return terminal && System.getenv("NO_COLOR") == null;
  }

  /** The editor that the user has chosen; empty if none. */
  static String editor() {
    String visual = System.getenv("VISUAL");
    String editor = visual == null || visual.isBlank() ? System.getenv("EDITOR") : visual;
    return editor == null ? "" : editor.strip();
  }

  /** Prints a line that stays. */
  synchronized void say(String line) {
    out.println(line);
    out.flush();
    drawn = 0;
  }

  /** In a terminal, a line that the next takes the place of; elsewhere it is not worth one. */
  @Override
  public synchronized void step(String text) {
    if (terminal && !watching) {
      erase();
      out.println("  " + text);
      out.flush();
      drawn = 1;
    }
  }

  @Override
  public synchronized void problem(String text) {
    erase();
    say("  error: " + Plain.line(text));
  }

  /** Counts by stage, in the order of the pipeline. */
  static Map<String, Map<String, Long>> ordered(Cloud cloud) {
    Map<String, Map<String, Long>> counts = cloud.ledger().counts();
    var ordered = new LinkedHashMap<String, Map<String, Long>>();
    for (String stage : cloud.stages()) {
      Map<String, Long> line = counts.get(stage);
      if (line != null) {
        ordered.put(stage, line);
      }
    }
    return ordered;
  }

  private void erase() {
    if (terminal && drawn > 0) {
      out.printf(Locale.ROOT, UP, drawn);
      drawn = 0;
    }
  }

  /** Shows the counts of the functions as they grow. */
  void watch(Cloud cloud) {
    watching = true;
    Thread.ofVirtual().start(() -> show(cloud));
  }

  private void show(Cloud cloud) {
    try {
      while (watching) {
        show(ordered(cloud));
        Thread.sleep(REFRESH);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops showing. */
  void stop() {
    watching = false;
    synchronized (this) {
      erase();
      out.flush();
    }
  }

  private synchronized void show(Map<String, Map<String, Long>> counts) {
    if (!watching || counts.equals(last)) {
      return;
    }
    if (terminal) {
      erase();
      counts.forEach((stage, line) -> out.println("  " + summary(stage, line)));
      drawn = counts.size();
    } else {
      counts.forEach((stage, line) -> {
        if (!line.equals(last.get(stage))) {
          out.println("  " + summary(stage, line));
        }
      });
    }
    out.flush();
    last = Map.copyOf(counts);
  }

  private static String summary(String stage, Map<String, Long> line) {
    var text =
        new StringBuilder(String.format(Locale.ROOT, "%-24s %7d in", stage, line.get("received")));
    line.forEach((name, count) -> {
      if (count > 0 && !name.equals("received") && !name.equals("sent")) {
        text.append(", ").append(count).append(' ').append(name);
      }
    });
    return text.toString();
  }

  @Override
  public void close() {
    stop();
    out.flush();
  }
}
