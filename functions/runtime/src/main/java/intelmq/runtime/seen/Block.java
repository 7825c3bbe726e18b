package intelmq.runtime.seen;

import java.nio.ByteBuffer;

/**
 * What one call saw first: 16 bytes for each event, big-endian, which are 12 of its content's hash
 * and 4 that tell its id. With 96 bits, one of a hundred million contents is taken for another with
 * a chance of one in 10^20; were two ids taken for one, a duplicate would pass, and nothing be
 * lost.
 */
public final class Block {
  /** Bytes of an entry. */
  static final int ENTRY = 16;

  /** More would not fit an item of 400 KB. */
  static final int MOST_ENTRIES = 20_000;

  private final long until;
  private final byte[] entries;

  /**
   * A block.
   *
   * @param until epoch second at which its entries stop to count; 0 for never
   */
  public Block(long until, byte[] entries) {
    if (entries.length % ENTRY != 0) {
      throw new IllegalArgumentException("a block of " + entries.length + " bytes");
    }
    this.until = until;
    this.entries = entries.clone();
  }

  /** Epoch second at which its entries stop to count; 0 for never. */
  public long until() {
    return until;
  }

  /** Its entries, as they are stored. */
  public byte[] bytes() {
    return entries.clone();
  }

  /** Hands out its entries. */
  void forEach(Entries action) {
    var buffer = ByteBuffer.wrap(entries);
    while (buffer.hasRemaining()) {
      action.take(buffer.getLong(), buffer.getInt(), buffer.getInt());
    }
  }

  /** Takes entries. */
  @FunctionalInterface
  interface Entries {
    void take(long high, int low, int event);
  }
}
