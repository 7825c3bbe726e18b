package intelmq.ctl;

import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a file that {@code dump edit} wrote and the user mended. */
final class EditedEntries {
  private final Map<String, Map<?, ?>> edits;

  private EditedEntries(Map<String, Map<?, ?>> edits) {
    this.edits = edits;
  }

  /**
   * Reads a file.
   *
   * @throws Failure naming the line that is wrong
   */
  static EditedEntries read(Path file) throws IOException {
    var edits = new LinkedHashMap<String, Map<?, ?>>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (!(Json.tryParse(line) instanceof Map<?, ?> edit)) {
        throw new Failure(ExitCode.USAGE, file + ", line " + number + ": not a JSON object");
      }
      if (!(edit.get("id") instanceof String id)
          || !(edit.get("code") instanceof String code)
          || !(edit.get(QuarantineEntry.OBJECT) instanceof String key)) {
        throw new Failure(
            ExitCode.USAGE,
            file
                + ", line "
                + number
                + ": 'id', 'code' and 'object' say which entry it is, and must stay");
      }
      var entry = new QuarantineEntry(key, Map.of("id", id, "code", code));
      edits.put(entry.name(), edit);
    }
    return new EditedEntries(edits);
  }

  /** The names of the entries. */
  List<String> names() {
    return List.copyOf(edits.keySet());
  }

  /** Those of the entries that are in the file, as they were mended. */
  List<QuarantineEntry> apply(List<QuarantineEntry> entries) {
    var changed = new ArrayList<QuarantineEntry>();
    for (QuarantineEntry entry : entries) {
      Map<?, ?> edit = edits.get(entry.name());
      if (edit != null) {
        changed.add(entry.edited(edit));
      }
    }
    return changed;
  }
}
