package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user sees while a run goes on: in a terminal, a table of functions that is drawn again
 * and again; elsewhere plain lines, when something changed.
 */
final class Screen implements AutoCloseable {
  private static final long REFRESH_MILLIS = 500;
  private static final String UP = "\u001b[%dA\u001b[J";

  private final PrintWriter out;
  private final boolean terminal;
  private @Nullable Thread watcher;
  private Map<String, Map<String, Long>> last = Map.of();
  private int drawn;

  Screen(PrintWriter out, PrintStream stream) {
    this.out = out;
    this.terminal =
        stream.equals(System.out) && System.console() != null && System.console().isTerminal();
  }

  /** Whether colours can be shown. */
  boolean inColour() {
    return terminal && System.getenv("NO_COLOR") == null;
  }

  /** Prints a line that stays. */
  synchronized void say(String line) {
    out.println(line);
    out.flush();
    drawn = 0;
  }

  /** Prints a line of little weight. */
  void detail(String line) {
    say("  " + line);
  }

  /** Shows the counts of the functions as they grow. */
  void watch(Cloud cloud) {
    watcher =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  show(cloud.ledger().counts());
                  Thread.sleep(REFRESH_MILLIS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Stops showing. */
  void stop() throws InterruptedException {
    if (watcher != null) {
      watcher.interrupt();
      watcher.join();
      watcher = null;
    }
    synchronized (this) {
      if (terminal && drawn > 0) {
        out.printf(UP, drawn);
        out.flush();
        drawn = 0;
      }
    }
  }

  private synchronized void show(Map<String, Map<String, Long>> counts) {
    if (counts.equals(last)) {
      return;
    }
    if (terminal) {
      if (drawn > 0) {
        out.printf(UP, drawn);
      }
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
    last = new TreeMap<>(counts);
  }

  private static String summary(String stage, Map<String, Long> line) {
    var text = new StringBuilder("%-24s %7d in".formatted(stage, line.get("received")));
    line.forEach((name, count) -> {
      if (count > 0 && !name.equals("received") && !name.equals("sent")) {
        text.append(", ").append(count).append(' ').append(name);
      }
    });
    return text.toString();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    out.flush();
  }
}
