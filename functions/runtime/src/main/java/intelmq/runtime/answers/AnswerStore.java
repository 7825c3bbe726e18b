package intelmq.runtime.answers;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of answers that functions share. */
public interface AnswerStore {
  /** The answers that are there, by question; outdated ones may be among them. */
  Map<String, Kept> get(Collection<String> questions) throws IOException, InterruptedException;

  /** Keeps answers. */
  void put(Map<String, Kept> answers) throws IOException, InterruptedException;

  /**
   * An answer.
   *
   * @param until when it is outdated, null for never
   */
  record Kept(List<String> values, @Nullable Instant until) {
    /** Takes a copy of the list. */
    public Kept {
      values = List.copyOf(values);
    }

    boolean holds(Instant now) {
      return until == null || until.isAfter(now);
    }
  }
}
