package intelmq.runtime.seen;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A log in memory whose answers may get lost, before something was done or after it. */
final class MemoryLog implements SeenLog {
  private final NavigableMap<Long, Block> blocks = new TreeMap<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private final int faults;
  private int reads;

  /** One that fails at so many of a hundred calls. */
  MemoryLog(int faults) {
    this.faults = faults;
  }

  @Override
  public void forward(String log, long from, Reader reader) throws IOException {
    read(snapshot().tailMap(from, true), reader);
  }

  @Override
  public void backward(String log, Reader reader) throws IOException {
    read(snapshot().descendingMap(), reader);
  }

  private void read(NavigableMap<Long, Block> some, Reader reader) throws IOException {
    int until = failing(some.size());
    for (var entry : some.entrySet()) {
      if (until-- == 0) {
        throw new IOException("no answer");
      }
      if (!reader.take(entry.getKey(), entry.getValue())) {
        return;
      }
    }
  }

  /** After how many blocks reading fails, if it does. */
  private synchronized int failing(int blocks) {
    return blocks > 0 && random.nextInt(100) < faults ? random.nextInt(blocks) : -1;
  }

  private synchronized NavigableMap<Long, Block> snapshot() {
    reads++;
    return new TreeMap<>(blocks);
  }

  @Override
  public boolean append(String log, long number, Block block) throws IOException {
    fail();
    boolean added = add(number, block);
    fail();
    return added;
  }

  private synchronized boolean add(long number, Block block) {
    return blocks.putIfAbsent(number, block) == null;
  }

  private synchronized void fail() throws IOException {
    if (random.nextInt(100) < faults) {
      throw new IOException("no answer");
    }
  }

  synchronized void clear() {
    blocks.clear();
  }

  synchronized int size() {
    return blocks.size();
  }

  synchronized int reads() {
    return reads;
  }
}
