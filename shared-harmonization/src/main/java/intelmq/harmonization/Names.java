package intelmq.harmonization;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that were met so far, each checked once and numbered. For all threads: what
 * is written without a lock are guesses, which need not be right.
 */
final class Names {
  /** The name that says what class a message has: it stands among the fields and is none. */
  static final String TYPE = "__type";

  static final int TYPE_ID = 0;

  /** For messages that have no bytes. */
  static final Names NONE = new Names(new Definitions(new Definitions.Origin(), List.of()));

  /** With more names than this beside the configured ones the table {@link #isFull}. */
  private static final int KEPT = 4096;

  /** More names than this have no number in the index of a batch. */
  private static final int MOST = 1 << 16;

  private static final int RECENT = 256;

  private final Definitions definitions;
  private final Map<String, Name> byText = new ConcurrentHashMap<>();

  /** Guesses, by text. */
  private final @Nullable Name[] recent = new @Nullable Name[RECENT];

  private final int configured;

  /** A guess, which is what begins the next event: its {@code next}. */
  final Name start;

  private volatile Name[] byId = new Name[256];
  private volatile int size;

  Names(Definitions definitions) {
    this.definitions = definitions;
    start = new Name(-1, "");
    start.next = add(TYPE);
    definitions.fields().forEach(field -> add(field.name()));
    configured = size;
  }

  /** Whether the next event is to be read with a new table, so that none grows without limit. */
  boolean isFull() {
    return size > configured + KEPT;
  }

  int size() {
    return size;
  }

  /** The name of a number that this table gave. */
  Name get(int id) {
    return byId[id];
  }

  /** The name, or null if it was not met yet. */
  @Nullable Name find(String text) {
    int place = text.hashCode() & (RECENT - 1);
    Name guess = recent[place];
    if (guess != null && isSame(guess.text, text)) {
      return guess;
    }
    Name name = byText.get(text);
    recent[place] = name;
    return name;
  }

  @SuppressWarnings("ReferenceEquality") // what looks for a field has its definition's text
  private static boolean isSame(String one, String other) {
    return one == other;
  }

  /** The name of these bytes, or null if no field has it, or if there are too many. */
  @Nullable Name of(byte[] b, int start, int end) {
    if (end - start > Definitions.LONGEST_NAME) {
      return null;
    }
    var text = new String(b, start, end - start, StandardCharsets.ISO_8859_1);
    Name known = byText.get(text);
    return known == null && definitions.find(text) != null ? addIfRoom(text) : known;
  }

  private synchronized @Nullable Name addIfRoom(String text) {
    return size < MOST ? add(text) : byText.get(text);
  }

  private synchronized Name add(String text) {
    Name known = byText.get(text);
    if (known != null) {
      return known;
    }
    if (size == byId.length) {
      byId = Arrays.copyOf(byId, 2 * size);
    }
    Name name = new Name(size, text);
    byId[size] = name;
    byText.put(text, name);
    size++;
    return name;
  }

  /** A field's name. */
  static final class Name {
    final int id;
    final String text;

    /** As it stands in JSON, with quotes and colon. */
    final byte[] json;

    /** How long that is. */
    final int length;

    /** The same, eight bytes a word, and what counts of each word. */
    private final long[] words;

    private final long[] masks;

    /** The first two, which are enough for most: what is in an array is farther away. */
    private final long word0;

    private final long word1;
    private final long mask0;
    private final long mask1;

    /** A guess: what follows this name; the events of a feed look alike. */
    Name next = this;

    /** A guess: the place among an event's fields. */
    int column;

    private Name(int id, String text) {
      this.id = id;
      this.text = text;
      json = ("\"" + text + "\":").getBytes(StandardCharsets.ISO_8859_1);
      length = json.length;
      words = new long[Math.max(2, (length + 7) / 8)];
      masks = new long[words.length];
      byte[] padded = Arrays.copyOf(json, words.length * 8);
      for (int i = 0; i < words.length; i++) {
        int bytes = Math.clamp(length - 8L * i, 0, 8);
        words[i] = JsonBytes.word(padded, i * 8);
        masks[i] = bytes == 0 ? 0 : -1L >>> (64 - 8 * bytes);
      }
      word0 = words[0];
      word1 = words[1];
      mask0 = masks[0];
      mask1 = masks[1];
    }

    /** Whether this name stands at p, with quotes and colon. */
    boolean at(byte[] b, int p) {
      if ((JsonBytes.word(b, p) & mask0) != word0 || (JsonBytes.word(b, p + 8) & mask1) != word1) {
        return false;
      }
      for (int i = 2; i < words.length; i++) {
        if ((JsonBytes.word(b, p + 8 * i) & masks[i]) != words[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
