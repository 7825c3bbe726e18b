package intelmq.bot;

import java.io.IOException;
import java.util.List;

/** An expert that asks something outside, and does so for a batch of events at a time. */
@FunctionalInterface
public interface BatchExpert {
  /**
   * Changes the events in place and says where each goes, in the order of the batch.
   *
   * @throws IOException if something outside fails: the whole batch is tried again
   */
  List<Verdict> process(Batch batch) throws IOException, InterruptedException;
}
