package intelmq.harmonization;

import intelmq.python.Text;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The type Base64, of reports' and events' raw data. */
final class Base64Text {
  private Base64Text() {}

  /** Text, as UTF-8 without halves of characters, or bytes in Base64. */
  static @Nullable Object encode(Object value) {
    return switch (value) {
      case String text -> Base64.getEncoder().encodeToString(Text.encode(text));
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> null;
    };
  }

  /** Whether a text is Base64, whatever other characters stand in it, with its padding. */
  static boolean isValid(Object value) {
    if (!(value instanceof String text) || text.isEmpty()) {
      return false;
    }
    int inGroup = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isAlphabet(c)) {
        inGroup = (inGroup + 1) & 3;
        padding = 0;
      } else if (c == '=' && inGroup >= 2) {
        padding++;
        if (inGroup + padding >= 4) {
          return true; // what follows a complete padding is not read
        }
      }
    }
    return inGroup == 0;
  }

  private static boolean isAlphabet(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
