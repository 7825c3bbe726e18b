package intelmq.bot;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** An output that keeps events ({@link Delivery.Gathered}) and delivers them later, by schedule. */
public interface GatheringOutput extends Output {
  /**
   * Delivers what was gathered and whose time has come; what cannot be delivered stays.
   *
   * @param deadline when the function is stopped
   * @param settled told what became of events that were gathered
   * @throws IOException if the other side is down, or what became of events cannot be written down
   */
  void flush(Instant deadline, Settled settled) throws IOException, InterruptedException;

  /** Is told what finally became of events. */
  @FunctionalInterface
  interface Settled {
    /**
     * Writes down what became of events; those that were rejected are set aside when it returns.
     *
     * @param batch events that came in one batch
     * @param deliveries delivered or rejected, in the order of the batch
     */
    void settle(Batch batch, List<Delivery> deliveries) throws IOException;
  }
}
