package intelmq.collectors.archive;

import intelmq.bot.FeedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files of an archive, while it is walked through: counts them and looks at their names. */
final class Entries {
  static final int MAX_ENTRIES = 10_000;
  static final int MAX_NAME = 1024;

  private final String what;
  private final Predicate<String> wanted;
  private final Archive.Sink sink;
  private int entries;
  private int taken;

  Entries(String what, Predicate<String> wanted, Archive.Sink sink) {
    this.what = what;
    this.wanted = wanted;
    this.sink = sink;
  }

  /** How many files were taken. */
  int taken() {
    return taken;
  }

  /** Counts an entry, be it a file or not. */
  void count() throws FeedException {
    entries++;
    if (entries > MAX_ENTRIES) {
      throw refused("has more than " + MAX_ENTRIES + " entries");
    }
  }

  /** Whether a file is wanted. */
  boolean wants(String name) throws FeedException {
    if (name.length() > MAX_NAME) {
      throw refused("has a file name of more than " + MAX_NAME + " characters");
    }
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      throw refused("has a file name that is empty or has control characters");
    }
    if (Arrays.asList(name.split("[/\\\\]", -1)).contains("..")) {
      throw refused("has a file name that leads out of it: " + name);
    }
    return wanted.test(name);
  }

  void take(@Nullable String name, InputStream content) throws IOException {
    taken++;
    sink.take(name, content);
  }

  FeedException refused(String why) {
    return new FeedException("the archive " + what + " " + why);
  }
}
