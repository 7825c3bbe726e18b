package intelmq.runtime;

import intelmq.harmonization.Event;
import intelmq.harmonization.EventReader;
import intelmq.harmonization.EventWriter;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.MalformedEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events in a message between two functions. On the wire: one line of JSON, the header; below it
 * the events, a line each, which is the event's ordinal, a space and its JSON object. The lines are
 * compressed (zstd, level 1, in base64) unless they are few.
 *
 * @param report the report all events come from
 * @param batch the batch: the same when it is delivered again; what is split off it has an id of
 *     its own
 * @param hops how many functions the events went through
 * @param attempt how often these events failed before, 0 at first
 * @param waits how often they waited for something that was down
 * @param resume in a function of several bots, the one that goes on: 0 for the first
 * @param entries the events
 */
public record Envelope(
    ReportId report,
    String batch,
    int hops,
    int attempt,
    int waits,
    int resume,
    List<Entry> entries) {
  /** The version of the wire format. */
  public static final int FORMAT = 1;

  /** Most bytes of a message: SQS's limit, less room for what is not the body. */
  public static final int MOST_BYTES = (1 << 20) - 1024;

  private static final int FEW_BYTES = 4096;
  private static final int MOST_PLAIN_BYTES = 64 << 20;

  /** More events than this are not held in memory at once, however small they are. */
  private static final int MOST_EVENTS = 1 << 18;

  /** Takes a copy of the list. */
  public Envelope {
    entries = List.copyOf(entries);
  }

  /**
   * An event in a message.
   *
   * @param ordinal the record of the report it comes from, and for further events of that record a
   *     number: {@code 17}, {@code 17.1}
   */
  public record Entry(String ordinal, Event event) {}

  /** The id of an event: report and ordinal. */
  public String id(Entry entry) {
    return report + ":" + entry.ordinal();
  }

  /** The first message of a batch of events. */
  public static Envelope first(ReportId report, List<Entry> entries) {
    return new Envelope(report, report + "@" + entries.getFirst().ordinal(), 1, 0, 0, 0, entries);
  }

  /** Events of this message on their way to the next function. */
  public Envelope forward(List<Entry> some) {
    return new Envelope(report, batch, hops + 1, 0, 0, 0, some);
  }

  /** Events of this message that failed at a bot and are to be tried again. */
  public Envelope retry(List<Entry> some, int bot) {
    return new Envelope(report, off(some, attempt + 1), hops, attempt + 1, 0, bot, some);
  }

  /**
   * Events of this message that wait for something that is down.
   *
   * @param whole whether nothing of the message goes on meanwhile: then it stays what it was
   */
  public Envelope waiting(List<Entry> some, int bot, boolean whole) {
    String id = whole ? batch : off(some, attempt);
    return new Envelope(report, id, hops, attempt, waits + 1, bot, some);
  }

  /**
   * The id of what is split off: never that of what goes on, for outputs keep one thing per batch.
   */
  private String off(List<Entry> some, int times) {
    return batch + "+" + some.getFirst().ordinal() + "." + times;
  }

  /** The two halves of this message. */
  public List<Envelope> halves() {
    int middle = entries.size() / 2;
    return List.of(part(entries.subList(0, middle)), part(entries.subList(middle, entries.size())));
  }

  private Envelope part(List<Entry> some) {
    String first = some.getFirst().ordinal();
    return new Envelope(report, batch + "~" + first, hops, attempt, waits, resume, some);
  }

  /**
   * The message's body.
   *
   * @throws IllegalStateException if it has an event or more events than a reader would read
   */
  public String encode() {
    return write().orElseThrow(() -> new IllegalStateException("too large for any message"));
  }

  /** The message's body, unless it is larger than a queue takes or a reader reads. */
  public Optional<String> encodeWithinLimits() {
    return write().filter(body -> body.length() <= MOST_BYTES);
  }

  private Optional<String> write() {
    if (entries.size() > MOST_EVENTS) {
      return Optional.empty();
    }
    Workspace workspace = Workspace.current();
    EventWriter lines = workspace.lines();
    for (Entry entry : entries) {
      int start = lines.size();
      lines.ascii(entry.ordinal());
      lines.ascii(' ');
      lines.write(entry.event());
      lines.ascii('\n');
      if (lines.size() - start > EventReader.MOST_BYTES || lines.size() > MOST_PLAIN_BYTES) {
        return Optional.empty();
      }
    }
    String text = lines.size() <= FEW_BYTES ? lines.toString() : "";
    // SQS refuses a body that has one of the two characters XML lacks; JSON escapes the others
    boolean plain =
        lines.size() <= FEW_BYTES && text.indexOf('\ufffe') < 0 && text.indexOf('\uffff') < 0;
    var header = new LinkedHashMap<String, Object>();
    header.put("format", FORMAT);
    header.put("report", report.toString());
    header.put("batch", batch);
    header.put("hops", hops);
    header.put("attempt", attempt);
    header.put("waits", waits);
    header.put("resume", resume);
    header.put("events", entries.size());
    header.put("encoding", plain ? "plain" : "zstd");
    header.put("bytes", lines.size());
    return Optional.of(Json.text(header) + "\n" + (plain ? text : workspace.pack(lines)));
  }

  /**
   * A message that was read.
   *
   * @param envelope the events that could be read
   * @param unreadable those that could not, each an error of its own
   */
  public record Read(Envelope envelope, List<Unreadable> unreadable) {
    /** Takes a copy of the list. */
    public Read {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * An event that cannot be read.
   *
   * @param ordinal as of an {@link Entry}
   * @param problem what is wrong with it, and where
   * @param text the beginning of what stands in its place
   */
  public record Unreadable(String ordinal, String problem, String text) {}

  /**
   * Reads a message's body.
   *
   * @throws IOException if it is not a message, or of a newer format
   */
  public static Read decode(String body, Harmonization harmonization) throws IOException {
    int border = body.indexOf('\n');
    if (border < 0 || !(Json.tryParse(body.substring(0, border)) instanceof Map<?, ?> header)) {
      throw new IOException("not a message of events: it has no header");
    }
    long format = number(header, "format");
    if (format > FORMAT) {
      throw new IOException(
          "a message of format " + format + "; this version reads up to " + FORMAT);
    }
    long announced = number(header, "events");
    if (announced > MOST_EVENTS) {
      throw new IOException(
          "a message of " + announced + " events; at most " + MOST_EVENTS + " are read");
    }
    EventReader reader = reader(header, body, border + 1, harmonization);
    var entries = new ArrayList<Entry>();
    var unreadable = new ArrayList<Unreadable>();
    while (reader.hasNext()) {
      if (entries.size() + unreadable.size() >= announced) {
        throw new IOException("a message of " + announced + " events that has more");
      }
      String ordinal = label(reader);
      try {
        entries.add(new Entry(ordinal, reader.next()));
      } catch (MalformedEventException e) {
        unreadable.add(
            new Unreadable(ordinal, "byte " + e.position() + ": " + e.problem(), e.text()));
      }
    }
    int found = entries.size() + unreadable.size();
    if (found != announced) {
      throw new IOException("a message of " + announced + " events that has " + found);
    }
    try {
      var envelope =
          new Envelope(
              ReportId.parse(text(header, "report")),
              text(header, "batch"),
              (int) number(header, "hops"),
              (int) number(header, "attempt"),
              (int) number(header, "waits"),
              (int) number(header, "resume"),
              entries);
      return new Read(envelope, unreadable);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a message of events: " + e.getMessage(), e);
    }
  }

  private static EventReader reader(
      Map<?, ?> header, String body, int start, Harmonization harmonization) throws IOException {
    long size = number(header, "bytes");
    if (size < 0 || size > MOST_PLAIN_BYTES) {
      throw new IOException(
          "a message of " + size + " bytes; at most " + MOST_PLAIN_BYTES + " are read");
    }
    byte[] lines;
    int length;
    switch (text(header, "encoding")) {
      case "plain" -> {
        lines = body.substring(start).getBytes(StandardCharsets.UTF_8);
        length = lines.length;
      }
      case "zstd" -> {
        lines = new byte[(int) size + EventReader.SLACK];
        length = Workspace.current().unpack(body, start, lines, (int) size);
      }
      default -> throw new IOException("a message of unknown encoding " + text(header, "encoding"));
    }
    if (length != size) {
      throw new IOException("a message of " + size + " bytes that has " + length);
    }
    return new EventReader(harmonization, lines, length);
  }

  private static String label(EventReader reader) throws IOException {
    try {
      return reader.label();
    } catch (IOException e) {
      throw new IOException("a message whose events cannot be told apart: " + e.getMessage(), e);
    }
  }

  private static String text(Map<?, ?> header, String name) throws IOException {
    if (header.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("not a message of events: its header has no text '" + name + "'");
  }

  private static long number(Map<?, ?> header, String name) throws IOException {
    if (header.get(name) instanceof Long number) {
      return number;
    }
    throw new IOException("not a message of events: its header has no number '" + name + "'");
  }
}
