package intelmq.runtime;

import intelmq.bot.Batch;
import intelmq.harmonization.Event;
import intelmq.harmonization.EventReader;
import intelmq.harmonization.EventWriter;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.MalformedEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events in a message between two functions. On the wire: one line of JSON, the header; below it
 * the events, a line each, which is the event's ordinal, a space and its JSON object. The lines are
 * compressed (zstd, level 1, in base64) unless they are few.
 *
 * @param report the report all events come from
 * @param batch the batch: the same when it is delivered again; what is split off it has an id of
 *     its own
 * @param hops how many functions the events went through; being sent back to the own queue, by
 *     {@link #retry} or {@link #waiting}, is none: what waits for long is no loop
 * @param attempt how often these events failed before, 0 at first
 * @param waits how often they waited for something that was down
 * @param resume in a function of several bots, the one that goes on: 0 for the first
 * @param entries the events
 * @param trail the last of the queues the events went through, of those that went through too many
 */
public record Envelope(
    ReportId report,
    String batch,
    int hops,
    int attempt,
    int waits,
    int resume,
    List<Entry> entries,
    List<String> trail) {
  /** The newest version of the wire format that is read. */
  public static final int FORMAT = 2;

  /** The version that messages have which any reader reads; others refer to their events. */
  private static final int PLAIN_FORMAT = 1;

  /** Events that went through more functions than this go round in circles. */
  public static final int MOST_HOPS = 100;

  /** From so many on, what they go through is noted. */
  private static final int SUSPICIOUS_HOPS = MOST_HOPS - 12;

  private static final String PLAIN = "plain";
  private static final String ZSTD = "zstd";
  private static final String REFERENCE = "s3";

  private static final String WAITS = "waits";
  private static final String TRAIL = "trail";

  /** Most bytes of a message: SQS's limit, less room for what is not the body. */
  public static final int MOST_BYTES = (1 << 20) - 1024;

  private static final int FEW_BYTES = 4096;
  private static final int MOST_PLAIN_BYTES = 64 << 20;

  /** More events than this are not held in memory at once, however small they are. */
  private static final int MOST_EVENTS = 1 << 18;

  /** Takes copies of the lists. */
  public Envelope {
    trail = List.copyOf(trail);
    entries = List.copyOf(entries);
  }

  /** An envelope that did not go through suspiciously many functions. */
  public Envelope(
      ReportId report,
      String batch,
      int hops,
      int attempt,
      int waits,
      int resume,
      List<Entry> entries) {
    this(report, batch, hops, attempt, waits, resume, entries, List.of());
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

  /** The batch from which a batch was split off; itself if nothing was. */
  public static String root(String batch) {
    return Batch.root(batch);
  }

  /** The first message of a batch of events. */
  public static Envelope first(ReportId report, List<Entry> entries) {
    return first(report, entries, "");
  }

  /** The first message of a batch of events, whose id has a suffix that tells it from others. */
  static Envelope first(ReportId report, List<Entry> entries, String suffix) {
    String batch = report + "@" + entries.getFirst().ordinal() + suffix;
    return new Envelope(report, batch, 1, 0, 0, 0, entries);
  }

  /** Events of this message on their way to the next function. */
  public Envelope forward(List<Entry> some) {
    return new Envelope(report, batch, hops + 1, 0, 0, 0, some, trail);
  }

  /** As {@link #forward(List)}, away from a queue, which is noted if there were too many. */
  Envelope forward(List<Entry> some, String queue) {
    if (hops < SUSPICIOUS_HOPS) {
      return forward(some);
    }
    var longer = new ArrayList<>(trail);
    longer.add(queue);
    return new Envelope(report, batch, hops + 1, 0, 0, 0, some, longer);
  }

  /** Events of this message that failed at a bot and are to be tried again. */
  public Envelope retry(List<Entry> some, int bot) {
    return new Envelope(report, off(some, attempt + 1), hops, attempt + 1, 0, bot, some, trail);
  }

  /**
   * Events of this message that wait for something that is down.
   *
   * @param whole whether nothing of the message goes on meanwhile: then it stays what it was
   */
  public Envelope waiting(List<Entry> some, int bot, boolean whole) {
    String id = whole ? batch : off(some, attempt);
    return new Envelope(report, id, hops, attempt, waits + 1, bot, some, trail);
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
    return new Envelope(report, batch + "~" + first, hops, attempt, waits, resume, some, trail);
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
    Workspace workspace = Workspace.current();
    EventWriter lines = workspace.lines();
    if (!write(lines)) {
      return Optional.empty();
    }
    String text = lines.size() <= FEW_BYTES ? lines.toString() : "";
    // SQS refuses a body that has one of the two characters XML lacks; JSON escapes the others
    boolean plain =
        lines.size() <= FEW_BYTES && text.indexOf('\ufffe') < 0 && text.indexOf('\uffff') < 0;
    String header = header(PLAIN_FORMAT, plain ? PLAIN : ZSTD, lines.size());
    return Optional.of(header + "\n" + (plain ? text : workspace.pack(lines)));
  }

  /**
   * The message's body, which has the key of its events instead of these.
   *
   * @param store takes the events' lines, returns their key
   * @return nothing if that is more than a reader reads
   */
  Optional<String> encodeByReference(Function<byte[], String> store) {
    EventWriter lines = Workspace.current().lines();
    if (!write(lines)) {
      return Optional.empty();
    }
    String header = header(FORMAT, REFERENCE, lines.size());
    return Optional.of(header + "\n" + store.apply(lines.toByteArray()));
  }

  /** Writes the events; whether a reader would read as much. */
  private boolean write(EventWriter lines) {
    if (entries.size() > MOST_EVENTS) {
      return false;
    }
    for (Entry entry : entries) {
      int start = lines.size();
      lines.ascii(entry.ordinal());
      lines.ascii(' ');
      lines.write(entry.event());
      lines.ascii('\n');
      if (lines.size() - start > EventReader.MOST_BYTES || lines.size() > MOST_PLAIN_BYTES) {
        return false;
      }
    }
    return true;
  }

  private String header(int format, String encoding, int bytes) {
    var header = new LinkedHashMap<String, Object>();
    header.put("format", format);
    header.put("report", report.toString());
    header.put("batch", batch);
    header.put("hops", hops);
    header.put("attempt", attempt);
    header.put(WAITS, waits);
    header.put("resume", resume);
    if (!trail.isEmpty()) {
      header.put(TRAIL, trail);
    }
    header.put("events", entries.size());
    header.put("encoding", encoding);
    header.put("bytes", bytes);
    return Json.text(header);
  }

  /** A message that was read. */
  public static final class Read {
    private final String body;
    private final Envelope envelope;
    private final List<Unreadable> unreadable;
    private final Supplier<EventReader> again;
    private @Nullable Map<String, Entry> received;

    private Read(
        String body, Envelope envelope, List<Unreadable> unreadable, Supplier<EventReader> again) {
      this.body = body;
      this.envelope = envelope;
      this.unreadable = List.copyOf(unreadable);
      this.again = again;
    }

    /** The events that could be read. */
    public Envelope envelope() {
      return envelope;
    }

    /** Those that could not, each an error of its own. */
    public List<Unreadable> unreadable() {
      return unreadable;
    }

    /** An event as it was received, whatever bots have made of it since. */
    Entry asReceived(Entry entry) {
      if (received == null) {
        received = new HashMap<>();
        EventReader reader = again.get();
        while (reader.hasNext()) {
          try {
            String ordinal = reader.label();
            received.put(ordinal, new Entry(ordinal, reader.next()));
          } catch (MalformedEventException e) {
            // found unreadable before
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      return received.getOrDefault(entry.ordinal(), entry);
    }

    /** The whole message as it was received, having waited once more. */
    String postponed() {
      return Envelope.postponed(body);
    }
  }

  /** How often a message waited, by its body; 0 if that does not say. */
  static int waits(String body) {
    return header(body).get(WAITS) instanceof Long waits ? (int) Math.min(waits, 1 << 20) : 0;
  }

  /** A message as it is, having waited once more; one that has no such header stays. */
  static String postponed(String body) {
    Map<?, ?> header = header(body);
    if (header.isEmpty()) {
      return body;
    }
    var more = new LinkedHashMap<String, @Nullable Object>();
    header.forEach((name, value) -> more.put(String.valueOf(name), value));
    more.put(WAITS, waits(body) + 1);
    return Json.text(more) + body.substring(body.indexOf('\n'));
  }

  private static Map<?, ?> header(String body) {
    int border = body.indexOf('\n');
    return border >= 0 && Json.tryParse(body.substring(0, border)) instanceof Map<?, ?> header
        ? header
        : Map.of();
  }

  /**
   * An event that cannot be read.
   *
   * @param ordinal as of an {@link Entry}
   * @param problem what is wrong with it, and where
   * @param text the beginning of what stands in its place
   */
  public record Unreadable(String ordinal, String problem, String text) {}

  /** Where the events of messages lie that only refer to them. */
  @FunctionalInterface
  public interface Objects {
    /**
     * The lines of a key.
     *
     * @throws UndecodableException if there is no such object any more
     */
    byte[] read(String key) throws IOException;
  }

  /**
   * Reads a message's body, which must have its events with it.
   *
   * @throws IOException if it is not a message, or of a newer format
   */
  public static Read decode(String body, Harmonization harmonization) throws IOException {
    return decode(
        body,
        harmonization,
        key -> {
          throw new UndecodableException("a message that refers to its events: " + key);
        });
  }

  /**
   * Reads a message's body.
   *
   * @throws UndecodableException if it is not a message, or of a newer format
   * @throws IOException if it refers to events, and those cannot be read at present
   */
  public static Read decode(String body, Harmonization harmonization, Objects objects)
      throws IOException {
    int border = body.indexOf('\n');
    Map<?, ?> header = header(body);
    if (header.isEmpty()) {
      throw new UndecodableException("not a message of events: it has no header");
    }
    long format = number(header, "format");
    if (format > FORMAT) {
      throw new UndecodableException(
          "a message of format " + format + "; this version reads up to " + FORMAT);
    }
    long announced = number(header, "events");
    if (announced > MOST_EVENTS) {
      throw new UndecodableException(
          "a message of " + announced + " events; at most " + MOST_EVENTS + " are read");
    }
    Supplier<EventReader> readers = readers(header, body, border + 1, harmonization, objects);
    EventReader reader = readers.get();
    var entries = new ArrayList<Entry>();
    var unreadable = new ArrayList<Unreadable>();
    while (reader.hasNext()) {
      if (entries.size() + unreadable.size() >= announced) {
        throw new UndecodableException("a message of " + announced + " events that has more");
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
      throw new UndecodableException("a message of " + announced + " events that has " + found);
    }
    try {
      var envelope =
          new Envelope(
              ReportId.parse(text(header, "report")),
              text(header, "batch"),
              (int) number(header, "hops"),
              (int) number(header, "attempt"),
              (int) number(header, WAITS),
              (int) number(header, "resume"),
              entries,
              header.get(TRAIL) instanceof List<?> trail
                  ? trail.stream().map(String::valueOf).toList()
                  : List.of());
      return new Read(body, envelope, unreadable, readers);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException("not a message of events: " + e.getMessage(), e);
    }
  }

  private static Supplier<EventReader> readers(
      Map<?, ?> header, String body, int start, Harmonization harmonization, Objects objects)
      throws IOException {
    long size = number(header, "bytes");
    if (size < 0 || size > MOST_PLAIN_BYTES) {
      throw new UndecodableException(
          "a message of " + size + " bytes; at most " + MOST_PLAIN_BYTES + " are read");
    }
    byte[] lines;
    int length;
    switch (text(header, "encoding")) {
      case PLAIN -> {
        lines = body.substring(start).getBytes(StandardCharsets.UTF_8);
        length = lines.length;
      }
      case REFERENCE -> {
        lines = objects.read(body.substring(start));
        length = lines.length;
      }
      case ZSTD -> {
        lines = new byte[(int) size + EventReader.SLACK];
        length = Workspace.current().unpack(body, start, lines, (int) size);
      }
      default ->
          throw new UndecodableException(
              "a message of unknown encoding " + text(header, "encoding"));
    }
    if (length != size) {
      throw new UndecodableException("a message of " + size + " bytes that has " + length);
    }
    return () -> new EventReader(harmonization, lines, length);
  }

  private static String label(EventReader reader) throws IOException {
    try {
      return reader.label();
    } catch (IOException e) {
      throw new UndecodableException(
          "a message whose events cannot be told apart: " + e.getMessage(), e);
    }
  }

  private static String text(Map<?, ?> header, String name) throws IOException {
    if (header.get(name) instanceof String text) {
      return text;
    }
    throw new UndecodableException(
        "not a message of events: its header has no text '" + name + "'");
  }

  private static long number(Map<?, ?> header, String name) throws IOException {
    if (header.get(name) instanceof Long number) {
      return number;
    }
    throw new UndecodableException(
        "not a message of events: its header has no number '" + name + "'");
  }
}
