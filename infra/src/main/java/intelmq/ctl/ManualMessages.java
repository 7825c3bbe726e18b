package intelmq.ctl;

import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Messages that the user writes: a report of the feed {@code manual} for each command. */
final class ManualMessages {
  private static final String FEED = "manual";

  private ManualMessages() {}

  /** The id of a report of its own; the part tells commands of one second apart. */
  static ReportId report(InstantSource clock) {
    return ReportId.of(
        FEED, clock.instant(), String.format(Locale.ROOT, "%03d", clock.millis() % 1000));
  }

  /** JSON lines: the text itself if it is JSON, or those of the file that it names. */
  static List<String> lines(String jsonOrFile) throws IOException {
    String text = jsonOrFile.strip();
    if (!text.startsWith("{")) {
      text = Files.readString(file(jsonOrFile));
    }
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private static Path file(String name) {
    try {
      Path file = Path.of(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new Failure(ExitCode.USAGE, "neither a JSON object nor a file: " + name, e);
    }
    throw new Failure(ExitCode.USAGE, "neither a JSON object nor a file: " + name);
  }

  /** A message with these events, which are right. */
  static Envelope events(ReportId report, List<String> lines, Harmonization harmonization) {
    var entries = new ArrayList<Entry>();
    for (String line : lines) {
      try {
        Event event = Messages.event(line, harmonization);
        entries.add(new Entry(Integer.toString(entries.size()), event));
      } catch (IOException e) {
        throw new Failure(
            ExitCode.USAGE, "message " + (entries.size() + 1) + ": " + e.getMessage(), e);
      }
    }
    if (entries.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "there is no message");
    }
    return Envelope.first(report, entries);
  }
}
