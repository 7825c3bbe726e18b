package intelmq.bot;

import java.util.Collections;
import java.util.List;

/** What became of an event at an output. */
public sealed interface Delivery {
  /** It arrived. */
  Delivery DELIVERED = new Delivered();

  /** It arrived. */
  record Delivered() implements Delivery {}

  /** It is kept, and delivered when its time has come, see {@link GatheringOutput}. */
  Delivery GATHERED = new Gathered();

  /** It is kept, and delivered when its time has come, see {@link GatheringOutput}. */
  record Gathered() implements Delivery {}

  /** The other side will never take it: set aside. */
  record Rejected(String code, String message) implements Delivery {}

  /** The other side did not take it this time: tried again, a few times. */
  record Failed(String message) implements Delivery {}

  /**
   * It cannot be delivered at present, which is not the event's fault: delivered again later, as
   * often as it takes.
   */
  record Waiting(String message) implements Delivery {}

  /** All of a batch arrived. */
  static List<Delivery> all(Batch batch) {
    return Collections.nCopies(batch.items().size(), DELIVERED);
  }
}
