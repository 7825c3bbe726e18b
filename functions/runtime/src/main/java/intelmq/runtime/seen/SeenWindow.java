package intelmq.runtime.seen;

/**
 * The entries of a log that still count, in memory: 20 bytes each, in open addressing, since
 * millions as objects would not fit. Times are seconds since 2020.
 */
final class SeenWindow {
  /** What never stops to count. */
  static final int FOREVER = Integer.MAX_VALUE;

  private static final long EPOCH = 1_577_836_800L;
  private static final int LEAST_ROOM = 16;

  private final int most;
  private long[] high;
  private int[] low;
  private int[] event;

  /** By slot, until when it counts; 0 where there is none. */
  private int[] until;

  private int used;

  /**
   * An empty one.
   *
   * @param most entries that are held at a time
   * @param room for so many entries to begin with
   */
  SeenWindow(int most, int room) {
    this.most = most;
    int slots = Integer.highestOneBit(Math.max(room, LEAST_ROOM) * 2 - 1);
    high = new long[slots];
    low = new int[slots];
    event = new int[slots];
    until = new int[slots];
  }

  /** An epoch second as seconds since 2020; 0 is for ever. */
  static int time(long epochSecond) {
    return epochSecond == 0 ? FOREVER : (int) Math.clamp(epochSecond - EPOCH, 1L, FOREVER - 1L);
  }

  /** The slot of an entry that counts, or -1. */
  int find(long hashHigh, int hashLow, int now) {
    int slot = slot(hashHigh, hashLow);
    return until[slot] > now ? slot : -1;
  }

  /** Which event an entry is from. */
  int event(int slot) {
    return event[slot];
  }

  /**
   * Holds an entry, unless there is one for the hash that counts.
   *
   * @return false if there is no room
   */
  boolean add(long hashHigh, int hashLow, int by, int end, int now) {
    if (end <= now) {
      return true;
    }
    if (used >= high.length / 5 * 3 && !makeRoom(now)) {
      return false;
    }
    int slot = slot(hashHigh, hashLow);
    if (until[slot] > now) {
      return true;
    }
    if (until[slot] == 0) {
      used++;
    }
    high[slot] = hashHigh;
    low[slot] = hashLow;
    event[slot] = by;
    until[slot] = end;
    return true;
  }

  /** How many entries it holds, also those that no longer count. */
  int size() {
    return used;
  }

  /** The slot where the hash is, or would be; hashes are evenly spread already. */
  private int slot(long hashHigh, int hashLow) {
    int mask = high.length - 1;
    int slot = (int) (hashHigh >>> 20) & mask;
    while (until[slot] != 0 && (high[slot] != hashHigh || low[slot] != hashLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Leaves out what no longer counts; then doubles the room if more than a third is used. */
  private boolean makeRoom(int now) {
    int count = 0;
    for (int end : until) {
      count += end > now ? 1 : 0;
    }
    if (count >= most) {
      return false;
    }
    int room = count > high.length / 3 ? 2 * high.length : high.length;
    long[] oldHigh = high;
    int[] oldLow = low;
    int[] oldEvent = event;
    int[] oldUntil = until;
    high = new long[room];
    low = new int[room];
    event = new int[room];
    until = new int[room];
    used = 0;
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldUntil[i] > now) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        event[slot] = oldEvent[i];
        until[slot] = oldUntil[i];
        used++;
      }
    }
    return true;
  }
}
