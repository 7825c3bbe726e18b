package intelmq.harmonization;

import intelmq.python.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The hash by which IntelMQ tells whether two events say the same: equal in both systems, so that a
 * store of seen events may be shared.
 */
public final class EventHash {
  private static final byte SEPARATOR = (byte) 0xc0;

  private EventHash() {}

  /** What the keys of the filter are for. */
  public enum Filter {
    /** Only these fields count. */
    WHITELIST,
    /** All fields but these count. */
    BLACKLIST
  }

  /** The hash of all fields but the time of observation. */
  public static String of(Message message) {
    return of(message, name -> true);
  }

  /**
   * SHA-256, in hexadecimal digits, of the fields that the filter leaves, sorted by name: name,
   * byte C0, Python's {@code repr} of the value, byte C0. The time of observation never counts.
   */
  public static String of(Message message, Collection<String> filterKeys, Filter filter) {
    return of(message, name -> filterKeys.contains(name) == (filter == Filter.WHITELIST));
  }

  static String of(Message message, Predicate<String> counts) {
    MessageDigest digest = sha256();
    new TreeMap<>(message.toMap())
        .forEach((name, value) -> {
          if (counts.test(name) && !name.equals(Fields.TIME_OBSERVATION.name())) {
            update(digest, name);
            update(digest, Text.repr(value));
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update(SEPARATOR);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
