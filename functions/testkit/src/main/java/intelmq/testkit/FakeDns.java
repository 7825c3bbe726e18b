package intelmq.testkit;

import intelmq.bot.port.Dns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names as they are recorded: what is not there does not exist. */
public final class FakeDns implements Dns {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private volatile boolean down;

  /** Adds answers: objects with {@code qname}, {@code qtype}, {@code rcode} and {@code answers}. */
  public void add(List<?> known) {
    for (Object one : known) {
      Map<String, Object> answer = Recorded.asMap(one);
      Status status =
          switch (String.valueOf(answer.getOrDefault("rcode", "NOERROR"))) {
            case "NOERROR" -> Status.EXISTS;
            case "NXDOMAIN" -> Status.ABSENT;
            default -> Status.BROKEN;
          };
      List<String> values =
          Recorded.asList(answer.get("answers")).stream().map(String::valueOf).toList();
      String type = String.valueOf(answer.get("qtype"));
      answers.put(
          key(String.valueOf(answer.get("qname")), Type.valueOf(type)), new Answer(status, values));
    }
  }

  /** Whether nobody answers from now on. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** What was asked, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Answer query(String name, Type type) throws IOException {
    if (down) {
      throw new IOException("no server of the domain name system answers");
    }
    String key = key(name, type);
    synchronized (this) {
      asked.add(key);
    }
    return answers.getOrDefault(key, new Answer(Status.ABSENT, List.of()));
  }

  private static String key(String name, Type type) {
    String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return type + " " + relative.toLowerCase(Locale.ROOT);
  }
}
