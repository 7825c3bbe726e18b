package intelmq.localstack.front;

import java.io.IOException;

/** Decides what becomes of a call; several filters form a chain, the last of them forwards. */
@FunctionalInterface
public interface Filter {
  /**
   * Answers a call: with what the chain answers, as it is or changed, or with an answer of its own.
   *
   * @throws IOException has the caller's connection closed without an answer
   */
  Answer call(Call call, Chain next) throws IOException;

  /** The rest of the filters, and the server. */
  @FunctionalInterface
  interface Chain {
    /**
     * Has the call answered; calls with a readable body may be forwarded several times.
     *
     * @throws IOException when the server does not answer
     */
    Answer proceed(Call call) throws IOException;
  }
}
