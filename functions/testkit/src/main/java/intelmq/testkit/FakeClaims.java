package intelmq.testkit;

import intelmq.bot.Batch;
import intelmq.bot.port.Claims;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Claims in memory. */
public final class FakeClaims implements Claims {
  private static final Pattern SPLIT_OFF = Pattern.compile("@[^+~]*[+~].*$");

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private boolean down;

  /** No claims yet. */
  public FakeClaims(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether every call fails from now on. */
  public void down(boolean isDown) {
    down = isDown;
  }

  @Override
  public Claim claim(Batch batch, String recipients, List<String> ordinals) throws IOException {
    checkUp();
    String root =
        SPLIT_OFF
            .matcher(batch.id())
            .replaceFirst(split -> split.group().replaceFirst("[+~].*$", ""));
    var states = new LinkedHashMap<String, State>();
    for (String ordinal : ordinals) {
      String key = root + "/" + recipients + "/" + ordinal;
      Entry entry = entries.putIfAbsent(key, new Entry(batch.deadline(), false));
      states.put(ordinal, entry == null ? State.OURS : state(entry));
    }
    return new Made(root + "/" + recipients + "/", states);
  }

  private State state(Entry entry) {
    if (entry.confirmed()) {
      return State.CONFIRMED;
    }
    return entry.until().isAfter(clock.instant()) ? State.HELD : State.UNCONFIRMED;
  }

  private void checkUp() throws IOException {
    if (down) {
      throw new IOException("the table of claims is down");
    }
  }

  private record Entry(Instant until, boolean confirmed) {}

  private final class Made implements Claim {
    private final String prefix;
    private final Map<String, State> states;

    Made(String prefix, Map<String, State> states) {
      this.prefix = prefix;
      this.states = states;
    }

    @Override
    public Map<String, State> states() {
      return states;
    }

    @Override
    public void confirm() throws IOException {
      checkUp();
      ours()
          .forEach(key ->
              entries.put(key, new Entry(Objects.requireNonNull(entries.get(key)).until(), true)));
    }

    @Override
    public void release() throws IOException {
      checkUp();
      ours().forEach(entries::remove);
    }

    private List<String> ours() {
      return states.entrySet().stream()
          .filter(state -> state.getValue() == State.OURS)
          .map(state -> prefix + state.getKey())
          .toList();
    }
  }
}
