package intelmq.runtime.seen;

import java.io.IOException;

/**
 * Logs of what was seen: each has blocks with numbers from 1 on, of which none is ever changed, and
 * none follows one that is not there. Old blocks vanish some days after they have stopped counting.
 */
public interface SeenLog {
  /** Takes blocks. */
  @FunctionalInterface
  interface Reader {
    /** Takes a block; returns whether it wants more. */
    boolean take(long number, Block block);
  }

  /** Reads a log from a number on, upwards, with all that was added before. */
  void forward(String log, long from, Reader reader) throws IOException;

  /** Reads a log from its end downwards, with all that was added before. */
  void backward(String log, Reader reader) throws IOException;

  /**
   * Adds a block.
   *
   * @return false if there is a block of that number already, somebody else's or, if an answer was
   *     lost, this one
   * @throws IOException if it is not known whether it was added, or the log cannot be reached
   */
  boolean append(String log, long number, Block block) throws IOException;
}
