package intelmq.ctl;

import intelmq.localstack.results.StoredEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The file of {@code --events-out}: a JSON line for each event of each output's store. */
final class EventsFile {
  private static final JsonMapper JSON = new JsonMapper();

  private EventsFile() {}

  static void write(Path file, Map<String, List<StoredEvent>> stored) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (List<StoredEvent> events : stored.values()) {
        for (StoredEvent event : events) {
          var line = new LinkedHashMap<String, Object>();
          line.put("output", event.output());
          line.put("id", event.id());
          line.put("event", event.event());
          out.write(JSON.writeValueAsString(line));
          out.write('\n');
        }
      }
    }
  }
}
