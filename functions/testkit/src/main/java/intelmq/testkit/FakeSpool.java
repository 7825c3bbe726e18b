package intelmq.testkit;

import intelmq.bot.port.Spool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A spool in memory. */
public final class FakeSpool implements Spool {
  private static final int PAGE = 3;

  private final TreeMap<String, String> texts = new TreeMap<>();
  private boolean down;

  /** Whether every call fails from now on. */
  public synchronized void down(boolean isDown) {
    down = isDown;
  }

  @Override
  public synchronized void put(String key, String text) throws IOException {
    checkUp();
    texts.put(key, text);
  }

  @Override
  public synchronized List<String> keysAfter(String text) throws IOException {
    checkUp();
    return texts.tailMap(text, false).keySet().stream().limit(PAGE).toList();
  }

  @Override
  public synchronized Optional<String> get(String key) throws IOException {
    checkUp();
    return Optional.ofNullable(texts.get(key));
  }

  @Override
  public synchronized void delete(String key) throws IOException {
    checkUp();
    texts.remove(key);
  }

  /** What waits, by key. */
  public synchronized Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  private void checkUp() throws IOException {
    if (down) {
      throw new IOException("the spool is down");
    }
  }
}
