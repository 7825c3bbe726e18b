package intelmq.bot;

import java.io.IOException;
import java.util.List;

/**
 * An expert that takes events in ({@link Verdict.Absorb}) and lets others go in their stead, when
 * their time has come: it is asked for them by schedule, and while events arrive.
 */
public interface Aggregator extends BatchExpert {
  /** Events whose time has come; each until it is {@link #settled}, though not at once again. */
  List<Due> due() throws IOException, InterruptedException;

  /** The event was sent. */
  void settled(Due due) throws IOException;

  /**
   * An event whose time has come.
   *
   * @param key what the bot knows it by
   * @param item its id is that of one of the events it is made of, with a suffix of its own
   */
  record Due(String key, Batch.Item item) {}
}
