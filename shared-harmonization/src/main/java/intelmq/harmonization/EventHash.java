package intelmq.harmonization;

import intelmq.python.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

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
  public static String of(Event event) {
    return of(event, Set.of(), Filter.BLACKLIST);
  }

  /**
   * SHA-256, in hexadecimal digits, of the fields that the filter leaves, sorted by name: name,
   * byte C0, Python's {@code repr} of the value, byte C0. The time of observation never counts.
   */
  public static String of(Event event, Collection<String> filterKeys, Filter filter) {
    MessageDigest digest = sha256();
    new TreeMap<>(event.toMap())
        .forEach((name, value) -> {
          boolean named = filterKeys.contains(name);
          boolean counts = filter == Filter.WHITELIST ? named : !named;
          if (counts && !name.equals(Fields.TIME_OBSERVATION.name())) {
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
