package intelmq.harmonization;

import intelmq.harmonization.Names.Name;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads events from JSON lines in UTF-8: a flat object a line, each name once, no name that is no
 * field. One pass checks a line and finds its fields; values are decoded when they are read. A line
 * that is wrong is an error of its own, after which the next can be read.
 */
public final class EventReader {
  /** Most bytes of an event. */
  public static final int MOST_BYTES = 8 << 20;

  /** How many bytes of an array behind its content are spoiled. */
  public static final int SLACK = JsonBytes.SLACK;

  private static final int LONGEST_LABEL = 64;
  private static final int MOST_SHOWN = 64 << 10;

  private static final String TOO_LONG = "the event is longer than " + MOST_BYTES + " bytes";

  private final Harmonization harmonization;
  private Names names;
  private final byte[] bytes;
  private final int length;
  private int position;

  /** The columns of all events so far. */
  private long[] index;

  private int columns;

  /** How many lines were begun, and by name which of them had it last. */
  private int line;

  private int[] lines;
  private String problem = "";

  /**
   * A reader of the first bytes of an array, which the events keep: it must not be changed any
   * more. If it has room for {@link #SLACK} more bytes, they are spoiled, else it is copied.
   */
  public EventReader(Harmonization harmonization, byte[] bytes, int length) {
    this.harmonization = harmonization;
    this.names = harmonization.events().names();
    this.bytes = bytes.length >= length + SLACK ? bytes : Arrays.copyOf(bytes, length + SLACK);
    this.length = length;
    Arrays.fill(this.bytes, length, length + SLACK, (byte) '\n');
    this.index = new long[Math.max(32, length / 40)];
    this.lines = new int[names.size()];
  }

  /** Whether there is another line. */
  public boolean hasNext() {
    return position < length;
  }

  /**
   * Reads what stands before an event in its line, up to a space.
   *
   * @throws IOException if there is no such label: then where the next line starts is unknown, too
   */
  public String label() throws IOException {
    int end = position;
    while (bytes[end] > ' ' && end - position < LONGEST_LABEL) {
      end++;
    }
    if (end == position || bytes[end] != ' ') {
      throw new IOException("byte " + position + ": a line without a label");
    }
    var label = new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
    position = end + 1;
    return label;
  }

  /** Reads the next event. */
  public Event next() throws MalformedEventException {
    int start = position;
    int first = columns;
    if (names.isFull()) {
      names = harmonization.events().names();
      lines = new int[names.size()];
    }
    int end = object(start);
    if (end - start > MOST_BYTES) {
      end = error(start, TOO_LONG);
    }
    int next = end < 0 ? end : JsonBytes.space(bytes, end);
    if (next < 0 || bytes[next] != '\n') {
      columns = first;
      position = JsonBytes.newline(bytes, start) + 1;
      throw malformed(start, next < 0 ? ~next : next);
    }
    position = next + 1;
    var values = new FieldValues(names, bytes, start, end, index, first, columns - first);
    if (lines[Names.TYPE_ID] == line) {
      values.remove(Names.TYPE);
    }
    return new Event(harmonization, values);
  }

  private MalformedEventException malformed(int start, int wrong) {
    int shown = Math.min(position - 1 - start, MOST_SHOWN);
    return new MalformedEventException(
        wrong - start,
        problem.isEmpty() ? unexpected(wrong) : problem,
        new String(bytes, start, shown, StandardCharsets.UTF_8));
  }

  private String unexpected(int p) {
    return bytes[p] == '\n'
        ? "the event ends too early"
        : "the byte 0x" + HexFormat.of().toHexDigits(bytes[p]) + " is not expected here";
  }

  /** Indexes the object at p; returns its end, or ~ the index of an error. */
  private int object(int start) {
    byte[] b = bytes;
    long[] entries = index;
    int n = columns;
    line++;
    problem = "";
    int p = JsonBytes.space(b, start);
    if (b[p] != '{') {
      return ~p;
    }
    p = JsonBytes.space(b, p + 1);
    if (b[p] == '}') {
      return p + 1;
    }
    Name before = names.start;
    while (true) {
      Name name = before.next;
      boolean guessed = name.at(b, p);
      if (!guessed) {
        name = name.next; // what follows when that one is absent
        guessed = name.at(b, p);
      }
      if (guessed) {
        p += name.length;
      } else {
        int close = b[p] == '"' ? JsonBytes.string(b, p + 1) : ~p;
        if (close < 0) {
          return close;
        }
        Name known = names.of(b, p + 1, close - 1);
        if (known == null) {
          return error(p, "no field has this name, or there are too many names");
        }
        name = known;
        before.next = name;
        p = JsonBytes.space(b, close);
        if (b[p] != ':') {
          return ~p;
        }
        p++;
      }
      if (recurs(name.id)) {
        return error(p, name.text + " is there twice");
      }
      before = name;
      if (b[p] <= ' ') {
        p = JsonBytes.space(b, p);
      }
      int end = b[p] == '"' ? JsonBytes.string(b, p + 1) : other(p, name);
      if (end < 0) {
        return end;
      }
      if (end - start > MOST_BYTES) {
        return error(start, TOO_LONG);
      }
      if (n == entries.length) {
        entries = Arrays.copyOf(entries, 2 * n);
        index = entries;
      }
      entries[n++] = FieldValues.entry(name.id, p - start, end - p);
      p = b[end] <= ' ' ? JsonBytes.space(b, end) : end;
      if (b[p] != ',') {
        columns = n;
        return b[p] == '}' ? p + 1 : ~p;
      }
      p = b[p + 1] <= ' ' ? JsonBytes.space(b, p + 1) : p + 1;
    }
  }

  /** The end of a value that is no string. */
  private int other(int p, Name name) {
    int end = JsonBytes.value(bytes, p);
    boolean nested = bytes[p] == '{' || bytes[p] == '[';
    return end >= 0 && nested && !Json.isStrict(bytes, p, end)
        ? error(p, "a name recurs within " + name.text)
        : end;
  }

  private boolean recurs(int id) {
    if (id >= lines.length) {
      lines = Arrays.copyOf(lines, names.size() + 1);
    }
    boolean recurs = lines[id] == line;
    lines[id] = line;
    return recurs;
  }

  private int error(int p, String what) {
    problem = what;
    return ~p;
  }
}
