package intelmq.testkit;

import intelmq.bot.Outcome;
import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.Parser;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Event;
import intelmq.harmonization.Refusal;
import intelmq.harmonization.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a record of a report, as the runtime settles it: events with a refusal make their
 * record malformed.
 *
 * @param line where the record starts
 * @param text the record as a report of its own
 * @param outcome what became of it
 */
public record Parsed(long line, String text, Outcome outcome) {
  /** All records of a report. */
  public static <R> List<Parsed> all(Parser<R> parser, Report report, byte[] content)
      throws IOException {
    var all = new ArrayList<Parsed>();
    try (Framing.Frames<R> frames = parser.framing().open(new ByteArrayInputStream(content))) {
      for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
        Outcome outcome =
            switch (frame) {
              case Frame.Broken<R> broken -> new Malformed("broken-record", broken.reason());
              case Frame.Whole<R> whole -> settled(parser.parse(whole.record(), report));
            };
        all.add(new Parsed(frame.line(), frame.text(), outcome));
      }
    }
    return all;
  }

  private static Outcome settled(Outcome outcome) {
    if (!(outcome instanceof Events(List<Event> events))) {
      return outcome;
    }
    Optional<Refusal> refusal =
        events.stream().map(Event::refusal).flatMap(Optional::stream).findFirst();
    if (refusal.isPresent()) {
      return new Malformed(refusal.get().code(), refusal.get().message());
    }
    return events.isEmpty() ? new Skipped("no event") : outcome;
  }
}
