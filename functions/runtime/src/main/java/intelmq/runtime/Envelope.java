package intelmq.runtime;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

  /** The message's body. */
  public String encode() {
    return encode(lines());
  }

  /** The message's body, unless it is larger than a queue takes or a reader reads. */
  public Optional<String> encodeWithinLimits() {
    ByteArrayOutputStream lines = lines();
    return lines.size() > MOST_PLAIN_BYTES
        ? Optional.empty()
        : Optional.of(encode(lines)).filter(body -> body.length() <= MOST_BYTES);
  }

  private ByteArrayOutputStream lines() {
    var lines = new ByteArrayOutputStream(entries.size() * 1024);
    for (Entry entry : entries) {
      lines.writeBytes(entry.ordinal().getBytes(StandardCharsets.US_ASCII));
      lines.write(' ');
      Json.write(entry.event(), lines);
      lines.write('\n');
    }
    return lines;
  }

  private String encode(ByteArrayOutputStream lines) {
    String text = lines.size() <= FEW_BYTES ? lines.toString(StandardCharsets.UTF_8) : "";
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
    String payload =
        plain ? text : Base64.getEncoder().encodeToString(Zstd.compress(lines.toByteArray(), 1));
    return Json.text(header) + "\n" + payload;
  }

  /**
   * Reads a message's body.
   *
   * @throws IOException if it is not a message, or of a newer format
   */
  public static Envelope decode(String body) throws IOException {
    int border = body.indexOf('\n');
    if (border < 0 || !(Json.tryParse(body.substring(0, border)) instanceof Map<?, ?> header)) {
      throw new IOException("not a message of events: it has no header");
    }
    long format = number(header, "format");
    if (format > FORMAT) {
      throw new IOException(
          "a message of format " + format + "; this version reads up to " + FORMAT);
    }
    byte[] lines = payload(header, body.substring(border + 1));
    try {
      return new Envelope(
          ReportId.parse(text(header, "report")),
          text(header, "batch"),
          (int) number(header, "hops"),
          (int) number(header, "attempt"),
          (int) number(header, "waits"),
          (int) number(header, "resume"),
          entries(lines, (int) number(header, "events")));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a message of events: " + e.getMessage(), e);
    }
  }

  private static byte[] payload(Map<?, ?> header, String payload) throws IOException {
    return switch (text(header, "encoding")) {
      case "plain" -> payload.getBytes(StandardCharsets.UTF_8);
      case "zstd" -> {
        long size = number(header, "bytes");
        if (size < 0 || size > MOST_PLAIN_BYTES) {
          throw new IOException(
              "a message of " + size + " bytes; at most " + MOST_PLAIN_BYTES + " are read");
        }
        try {
          yield Zstd.decompress(Base64.getDecoder().decode(payload), (int) size);
        } catch (ZstdException | IllegalArgumentException e) {
          throw new IOException(
              "a message whose events cannot be decompressed: " + e.getMessage(), e);
        }
      }
      default -> throw new IOException("a message of unknown encoding " + text(header, "encoding"));
    };
  }

  private static List<Entry> entries(byte[] lines, int count) throws IOException {
    var entries = new ArrayList<Entry>();
    for (int start = 0; start < lines.length; ) {
      int end = indexOf(lines, '\n', start);
      int space = indexOf(lines, ' ', start);
      if (end < 0 || space < 0 || space > end) {
        throw new IOException("a message whose events cannot be told apart");
      }
      String ordinal = new String(lines, start, space - start, StandardCharsets.US_ASCII);
      entries.add(new Entry(ordinal, Json.event(lines, space + 1, end - space - 1)));
      start = end + 1;
    }
    if (entries.size() != count) {
      throw new IOException("a message of " + count + " events that has " + entries.size());
    }
    return entries;
  }

  private static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
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
