package intelmq.localstack.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The log of a function, a file of lines; the books in it go into the ledger. */
final class FunctionLog {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final Ledger ledger;
  private final Consumer<String> problems;

  /**
   * A log.
   *
   * @param problems hears of lines of level error
   */
  FunctionLog(Path file, Ledger ledger, Consumer<String> problems) {
    this.file = file;
    this.ledger = ledger;
    this.problems = problems;
  }

  /** Takes a line as the function logged it. */
  void line(String line) {
    append(line);
    try {
      Map<?, ?> record = JSON.readValue(line, Map.class);
      if (record.get("books") instanceof Map<?, ?> books) {
        ledger.add(String.valueOf(record.get("stage")), books);
      }
      if (Objects.equals(record.get("level"), "error")) {
        problems.accept(
            record.get("stage") + ": " + record.get("message") + ": " + record.get("error"));
      }
    } catch (JacksonException e) {
      problems.accept(line);
    }
  }

  /** Takes what an invocation threw. */
  void failed(RuntimeException e) {
    append(
        "{\"level\":\"error\",\"message\":\"invocation failed: " + e.getClass().getName() + "\"}");
  }

  private synchronized void append(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
