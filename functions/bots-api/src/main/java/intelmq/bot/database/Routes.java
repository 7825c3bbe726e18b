package intelmq.bot.database;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Networks of 128 bits (those of fewer stand left, with zeros behind) in order, and for each the
 * smallest other one that it is in: 25 bytes a network, and a search by halves. The networks of a
 * table are nested or apart, so an address is in the last network that begins before it, or in one
 * that this one is in.
 */
final class Routes {
  private static final int NONE = -1;
  private static final int HALF = 64;

  private long[] highs = new long[1024];
  private long[] lows = new long[1024];
  private byte[] lengths = new byte[1024];
  private int[] systems = new int[1024];

  /** How many see it while networks are added, then the network around it. */
  private int[] others = new int[1024];

  private int size;

  /** How many networks there are; after {@link #sort} without those that were replaced. */
  int size() {
    return size;
  }

  long high(int at) {
    return highs[at];
  }

  long low(int at) {
    return lows[at];
  }

  int length(int at) {
    return lengths[at] & 0xff;
  }

  long as(int at) {
    return Integer.toUnsignedLong(systems[at]);
  }

  /** Adds a network, whose bits behind its length do not count; always true. */
  boolean add(long high, long low, int length, int as, int weight) {
    if (size == highs.length) {
      int more = size * 2;
      highs = Arrays.copyOf(highs, more);
      lows = Arrays.copyOf(lows, more);
      lengths = Arrays.copyOf(lengths, more);
      systems = Arrays.copyOf(systems, more);
      others = Arrays.copyOf(others, more);
    }
    highs[size] = high & mask(length);
    lows[size] = low & mask(length - HALF);
    lengths[size] = (byte) length;
    systems[size] = as;
    others[size] = weight;
    size++;
    return true;
  }

  /** After the last network was added: from now on addresses can be found. */
  void sort() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(this::compare)
            .mapToInt(Integer::intValue)
            .toArray();
    var sorted = new Routes();
    sorted.highs = new long[size];
    sorted.lows = new long[size];
    sorted.lengths = new byte[size];
    sorted.systems = new int[size];
    sorted.others = new int[size];
    for (int i = 0; i < order.length; i++) {
      int at = order[i];
      boolean replaced = i + 1 < order.length && same(at, order[i + 1]);
      if (!replaced) {
        sorted.append(highs[at], lows[at], lengths[at], systems[at]);
      }
    }
    highs = sorted.highs;
    lows = sorted.lows;
    lengths = sorted.lengths;
    systems = sorted.systems;
    others = sorted.others;
    size = sorted.size;
  }

  /** Those around another come first, and of the same network what is to stay last. */
  private int compare(int a, int b) {
    int order = Long.compareUnsigned(highs[a], highs[b]);
    if (order == 0) {
      order = Long.compareUnsigned(lows[a], lows[b]);
    }
    if (order == 0) {
      order = Integer.compare(length(a), length(b));
    }
    return order == 0 ? Integer.compare(others[a], others[b]) : order;
  }

  private boolean same(int a, int b) {
    return highs[a] == highs[b] && lows[a] == lows[b] && lengths[a] == lengths[b];
  }

  /** Appends the next network in order. */
  private void append(long high, long low, byte length, int as) {
    highs[size] = high;
    lows[size] = low;
    lengths[size] = length;
    systems[size] = as;
    others[size] = around(size - 1, high, low);
    size++;
  }

  /** The smallest network that an address is in, or -1. */
  int find(long high, long low) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(highs[middle], high);
      if (order == 0) {
        order = Long.compareUnsigned(lows[middle], low);
      }
      if (order <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return around(from - 1, high, low);
  }

  /** The first of a network and those around it that an address is in, or -1. */
  private int around(int start, long high, long low) {
    int at = start;
    while (at >= 0 && !contains(at, high, low)) {
      at = others[at];
    }
    return at >= 0 ? at : NONE;
  }

  private boolean contains(int at, long high, long low) {
    int length = length(at);
    return (high & mask(length)) == highs[at] && (low & mask(length - HALF)) == lows[at];
  }

  /** The first bits of 64, all or none if there are more or fewer. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= HALF ? -1L : -1L << (HALF - bits);
  }
}
