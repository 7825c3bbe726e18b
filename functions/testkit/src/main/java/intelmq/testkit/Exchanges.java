package intelmq.testkit;

import intelmq.runtime.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers, as {@code exchanges.yaml} says: a list of {@code {path, status, headers,
 * body | bodyFile, times}}, or {@code {runs: n, exchanges: [...]}}. A request gets the first answer
 * for its path (with its query) that was not given {@code times} times yet.
 */
final class Exchanges {
  private final List<Answer> answers = new ArrayList<>();
  private int runs = 1;

  /** Answers of a golden case; none if there is no such file. */
  static Exchanges read(Path folder) throws IOException {
    var exchanges = new Exchanges();
    Path file = folder.resolve("exchanges.yaml");
    Object document =
        Files.exists(file) ? Yaml.read(Files.readString(file), file.toString()) : null;
    if (document instanceof Map<?, ?> map) {
      exchanges.runs = map.get("runs") instanceof Integer runs ? runs : 1;
      document = map.get("exchanges");
    }
    if (document instanceof List<?> list) {
      for (Object item : list) {
        exchanges.answers.add(answer((Map<?, ?>) Objects.requireNonNull(item), folder));
      }
    }
    return exchanges;
  }

  /** How often the bot runs. */
  int runs() {
    return runs;
  }

  /** The answer to a request, or null if there is none. */
  synchronized @Nullable Answer find(String path) {
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (answer.path().equals(path) && answer.times() > 0) {
        answers.set(i, answer.once());
        return answer;
      }
    }
    return null;
  }

  private static Answer answer(Map<?, ?> map, Path folder) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    if (map.get("headers") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    Object file = map.get("bodyFile");
    Object body = map.get("body");
    byte[] content =
        file != null
            ? Files.readAllBytes(folder.resolve(file.toString()))
            : (body == null ? "" : body.toString()).getBytes(StandardCharsets.UTF_8);
    return new Answer(
        String.valueOf(map.get("path")),
        map.get("status") instanceof Integer status ? status : 200,
        headers,
        new Content(content),
        map.get("times") instanceof Integer times ? times : Integer.MAX_VALUE);
  }

  /** An answer that can still be given some times. */
  record Answer(String path, int status, Map<String, String> headers, Content content, int times) {
    private Answer once() {
      return new Answer(
          path, status, headers, content, times == Integer.MAX_VALUE ? times : times - 1);
    }
  }

  /** The bytes of an answer. */
  static final class Content {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }
}
