package intelmq.runtime.seen;

import intelmq.bot.port.SeenTable;
import intelmq.harmonization.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A table of marks as a log: who sees something first writes a block with the next number, which
 * only one can do who has read all before it. What still counts of the log is held in memory and
 * read forward before each call, so that a call costs one request to read and, if it has anything
 * new, one to write, whatever the number of its marks.
 *
 * <p>Exact under concurrency: a block is added only by somebody who knows all blocks before it.
 * After an answer that was lost the own block is found in the log, where its entries say whose they
 * are.
 */
public final class LoggedSeenTable implements SeenTable {
  /** So much of memory at most is for what is held. */
  private static final int SHARE = 3;

  private static final int BYTES_PER_ENTRY = 60;
  private static final int FIRST_ROOM = 1 << 12;
  private static final int MOST_TRIES = 60;
  private static final int LONGEST_PAUSE = 100;

  /** Clocks of environments differ, but not by as much. */
  private static final int MARGIN = 3600;

  private static final int HIGH_DIGITS = 16;
  private static final int DIGITS = 24;

  private final SeenLog log;
  private final InstantSource clock;
  private final int most;
  private final Map<String, Held> tables = new ConcurrentHashMap<>();

  /** What is known of one log. */
  private static final class Held {
    private SeenWindow window;
    private long last;

    Held(SeenWindow window) {
      this.window = window;
    }

    void forget() {
      last = 0;
    }
  }

  /** Tables whose logs these are. */
  public LoggedSeenTable(SeenLog log, InstantSource clock) {
    this(
        log,
        clock,
        (int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / SHARE / BYTES_PER_ENTRY));
  }

  /** As above, holding at most so many entries of a table. */
  LoggedSeenTable(SeenLog log, InstantSource clock, int most) {
    this.log = log;
    this.clock = clock;
    this.most = most;
  }

  @Override
  public BitSet mark(String table, List<Mark> marks, Duration lifetime)
      throws IOException, InterruptedException {
    Held held = tables.computeIfAbsent(table, t -> new Held(new SeenWindow(most, FIRST_ROOM)));
    synchronized (held) {
      try {
        return firstSight(table, held, marks, lifetime);
      } catch (UncheckedIOException e) {
        // a part of a block is no knowledge
        held.forget();
        throw e.getCause();
      }
    }
  }

  private BitSet firstSight(String table, Held held, List<Mark> marks, Duration lifetime)
      throws IOException, InterruptedException {
    int tries = 0;
    while (true) {
      read(table, held);
      long second = clock.instant().getEpochSecond();
      int now = SeenWindow.time(second);
      var call = new Call(held.window, marks, now);
      if (call.added == 0) {
        return call.first;
      }
      var block = new Block(lifetime.isZero() ? 0 : second + lifetime.toSeconds(), call.entries());
      if (log.append(table, held.last + 1, block)) {
        held.last++;
        take(table, held.window, block, now);
        tries = 0;
        if (call.complete) {
          return call.first;
        }
        // what one block does not take is left to the next
        continue;
      }
      tries++;
      if (tries == MOST_TRIES) {
        throw new IOException("table " + table + " is written to by too many at a time");
      }
      pause(tries);
    }
  }

  /**
   * Whoever came too late waits a little, each another time, so that not all come at once again.
   */
  private void pause(int tries) throws InterruptedException {
    int longest = Math.min(LONGEST_PAUSE, 2 << Math.min(tries, 10));
    Thread.sleep(
        Duration.ofMillis(Math.floorMod(31 * System.identityHashCode(this) + 17 * tries, longest)));
  }

  private void read(String table, Held held) throws IOException {
    int now = SeenWindow.time(clock.instant().getEpochSecond());
    if (held.last > 0 && readOn(table, held, now)) {
      return;
    }
    // at the start; or nothing was written for days, what was is deleted, and somebody else may
    // have begun anew
    var window = new SeenWindow(most, FIRST_ROOM);
    var last = new AtomicLong();
    log.backward(
        table,
        (number, block) -> {
          last.compareAndSet(0, number);
          take(table, window, block, now);
          return block.until() == 0 || SeenWindow.time(block.until()) > now - MARGIN;
        });
    held.window = window;
    held.last = last.get();
  }

  /** Reads what was added; returns whether the last block that was known is still there. */
  private boolean readOn(String table, Held held, int now) throws IOException {
    long known = held.last;
    var there = new AtomicBoolean();
    log.forward(
        table,
        known,
        (number, block) -> {
          if (number == known) {
            there.set(true);
          } else if (there.get()) {
            take(table, held.window, block, now);
            held.last = number;
          }
          return there.get();
        });
    return there.get();
  }

  private void take(String table, SeenWindow window, Block block, int now) {
    int end = SeenWindow.time(block.until());
    block.forEach((high, low, event) -> {
      if (!window.add(high, low, event, end, now)) {
        throw new UncheckedIOException(
            new IOException(
                "table "
                    + table
                    + " has more than "
                    + most
                    + " entries that count, which do not fit the function's memory: it needs more"
                    + " of it, or events that count for a shorter time"));
      }
    });
  }

  /** What one call finds, against what is known now. */
  private static final class Call {
    private final BitSet first = new BitSet();
    private final ByteBuffer block;
    private int added;
    private boolean complete = true;

    Call(SeenWindow known, List<Mark> marks, int now) {
      block = ByteBuffer.allocate(Math.min(marks.size(), Block.MOST_ENTRIES) * Block.ENTRY);
      var own = new SeenWindow(Integer.MAX_VALUE, 2 * marks.size());
      for (int i = 0; i < marks.size(); i++) {
        String hash = digits(marks.get(i).hash());
        long high = HexFormat.fromHexDigitsToLong(hash, 0, HIGH_DIGITS);
        int low = HexFormat.fromHexDigits(hash, HIGH_DIGITS, DIGITS);
        // of the ids of one report's events no two have the same; stable by Java's specification
        int event = marks.get(i).event().hashCode();
        int slot = known.find(high, low, now);
        if (slot >= 0) {
          first.set(i, known.event(slot) == event);
          continue;
        }
        slot = own.find(high, low, now);
        if (slot >= 0) {
          first.set(i, own.event(slot) == event);
        } else if (added == Block.MOST_ENTRIES) {
          complete = false;
          return;
        } else {
          own.add(high, low, event, SeenWindow.FOREVER, now);
          block.putLong(high).putInt(low).putInt(event);
          first.set(i);
          added++;
        }
      }
    }

    byte[] entries() {
      byte[] bytes = new byte[added * Block.ENTRY];
      block.get(0, bytes);
      return bytes;
    }

    private static String digits(String hash) {
      return hash.length() >= DIGITS && hash.chars().limit(DIGITS).allMatch(HexFormat::isHexDigit)
          ? hash
          : Sha256.hex(hash, DIGITS);
    }
  }
}
