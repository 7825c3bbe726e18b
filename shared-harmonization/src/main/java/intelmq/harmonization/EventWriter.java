package intelmq.harmonization;

import intelmq.python.Text;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes messages as JSON objects in UTF-8 into an array that grows: no spaces, fields in the
 * message's order. What nobody changed of a message that was read is copied as it came.
 */
public final class EventWriter {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  /** A writer with room for some bytes; it makes more when needed. */
  public EventWriter(int room) {
    bytes = new byte[room];
  }

  /** Writes a message as one object. */
  public void write(Message message) {
    message.values().write(this);
  }

  /** Writes a text of ASCII characters as it stands. */
  public void ascii(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
  }

  /** Writes one ASCII character. */
  public void ascii(char c) {
    room(1);
    bytes[size++] = (byte) c;
  }

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  /** The array that is written to: right until more is written. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written, and keeps the room. */
  public void reset() {
    size = 0;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  void copy(byte[] from, int start, int end) {
    int length = end - start;
    room(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  /** Writes a value as JSON. */
  void value(Object value) {
    switch (value) {
      case String text -> text(text);
      case Long number -> ascii(Long.toString(number));
      case Integer number -> ascii(Integer.toString(number));
      case BigInteger number -> ascii(number.toString());
      case Boolean truth -> ascii(truth.toString());
      case Double number when Double.isFinite(number) -> ascii(Text.repr(number));
      default -> {
        byte[] json = Json.bytes(value);
        copy(json, 0, json.length);
      }
    }
  }

  private void text(String text) {
    byte[] utf8 = Json.wellFormed(text).getBytes(StandardCharsets.UTF_8);
    room(utf8.length + 2 + Long.BYTES);
    bytes[size++] = '"';
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    int end = size + utf8.length;
    bytes[end] = '"';
    int plain = JsonBytes.escaped(bytes, size);
    if (plain == end) {
      size = end + 1;
      return;
    }
    int from = plain - size;
    size = plain;
    room(6 * (utf8.length - from) + 1);
    for (int i = from; i < utf8.length; i++) {
      byte c = utf8[i];
      if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
        escape(c);
      } else {
        bytes[size++] = c;
      }
    }
    bytes[size++] = '"';
  }

  private void escape(byte c) {
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = c;
      case '\b' -> bytes[size++] = 'b';
      case '\f' -> bytes[size++] = 'f';
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
