package intelmq.benchmarks;

/** An array that grows and is reused. */
final class Room {
  /** What readers want behind the end of a batch. */
  private static final int SLACK = 64;

  private byte[] bytes = {};

  byte[] bytes() {
    return bytes;
  }

  /** An array for that many bytes; what was in it is lost. */
  byte[] of(int length) {
    if (bytes.length < length + SLACK) {
      bytes = new byte[length + length / 4 + SLACK];
    }
    return bytes;
  }
}
