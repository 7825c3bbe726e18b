package intelmq.localstack.faults;

import intelmq.localstack.results.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where an event was seen in a run. */
final class Trail {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 20;

  private final Path logs;
  private int described;

  /** Looks into the logs of functions. */
  Trail(Path logs) {
    this.logs = logs;
  }

  /** What holds the event, and which functions handled messages of its report. */
  String of(String id, Snapshot run) {
    if (++described > MOST) {
      return "…";
    }
    Set<String> holders = new TreeSet<>();
    run.stored()
        .forEach((output, events) -> {
          if (events.stream().map(StoredEvent::id).anyMatch(id::equals)) {
            holders.add(output);
          }
        });
    List<String> reasons =
        run.quarantine().stream()
            .filter(line -> line.path("id").asString().equals(id))
            .map(line -> line.path("stage").asString() + ": " + line.path("code").asString())
            .toList();
    return "held by "
        + holders
        + ", set aside by "
        + reasons
        + ", its report handled by "
        + handled(id.substring(0, Math.max(0, id.lastIndexOf(':'))));
  }

  /** Batches by stage, as far as the functions lived to say so. */
  private String handled(String report) {
    var stages = new TreeMap<String, Set<String>>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        for (String line : lines(file, report)) {
          JsonNode json = JSON.readTree(line);
          String batch = json.path("batch").asString(json.path("report").asString(""));
          if (!batch.isEmpty()) {
            stages
                .computeIfAbsent(json.path("stage").asString(), _ -> new TreeSet<>())
                .add(batch.replace(report, "") + counts(json.path("books")));
          }
        }
      }
    } catch (IOException | JacksonException e) {
      return "… (" + e.getMessage() + ")";
    }
    return stages.toString();
  }

  private static String counts(JsonNode books) {
    var counts = new ArrayList<String>();
    for (String name : List.of("received", "dropped", "quarantined", "deferred")) {
      if (books.path(name).asLong(0) > 0) {
        counts.add(name + " " + books.path(name).asLong(0));
      }
    }
    return counts.isEmpty() ? "" : counts.toString();
  }

  private static List<String> lines(Path file, String report) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.contains(report)).toList();
    }
  }
}
