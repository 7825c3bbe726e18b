package intelmq.benchmarks;

/**
 * Packs and unpacks batches. Contexts and the room that a batch is unpacked into are reused, so one
 * is for one thread, and a batch is valid until the next.
 */
sealed interface Packer permits PlainPacker, ZstdPacker, GzipPacker {
  /** Unpacks into {@link #room} and returns the length. */
  int unpack(byte[] packed);

  /** The array that holds what was unpacked last, with the room behind it that a reader needs. */
  byte[] room();

  /** Packs the first {@code length} bytes into an array of the right size. */
  byte[] pack(byte[] plain, int length);
}
