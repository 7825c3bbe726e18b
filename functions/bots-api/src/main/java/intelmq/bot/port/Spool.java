package intelmq.bot.port;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Texts of a stage that wait for their time, as mail does (objects in S3). */
public interface Spool {
  /** Keeps a text, in the place of one of the same key. */
  void put(String key, String text) throws IOException;

  /** Some of the keys that sort after a text, in order; none if there are no more. */
  List<String> keysAfter(String text) throws IOException;

  /** A text, if it is still there. */
  Optional<String> get(String key) throws IOException;

  /** Forgets a text, if it is still there. */
  void delete(String key) throws IOException;
}
