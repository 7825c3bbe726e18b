package intelmq.harmonization;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plainest regular expressions, checked without an engine: {@code ^[a-z]+$}, {@code ^[a-z]{2}$}
 * and {@code ^.*[^x]$}.
 */
final class CharacterRun {
  private static final Pattern OF_CLASS =
      Pattern.compile("\\^\\[((?:[ -,.-Z_-~](?:-[ -,.-Z_-~])?)+)](?:\\+|\\{([0-9]{1,4})})\\$");
  private static final Pattern WITHOUT_END = Pattern.compile("\\^\\.\\*\\[\\^\\\\?([!-/:-@])]\\$");
  private static final int ANY_LENGTH = -1;

  /** Of the last character those that may not be, or of all characters those that may. */
  private final BitSet characters;

  private final boolean lastOnly;
  private final int length;

  private CharacterRun(BitSet characters, boolean lastOnly, int length) {
    this.characters = characters;
    this.lastOnly = lastOnly;
    this.length = length;
  }

  /** The check for an expression, or null if it is of another kind. */
  static @Nullable CharacterRun of(String regex) {
    var characters = new BitSet();
    Matcher end = WITHOUT_END.matcher(regex);
    if (end.matches()) {
      characters.set(end.group(1).charAt(0));
      return new CharacterRun(characters, true, ANY_LENGTH);
    }
    Matcher all = OF_CLASS.matcher(regex);
    if (!all.matches()) {
      return null;
    }
    String ranges = all.group(1);
    for (int i = 0; i < ranges.length(); i++) {
      char from = ranges.charAt(i);
      if (i + 1 < ranges.length() && ranges.charAt(i + 1) == '-') {
        i += 2;
      }
      if (from > ranges.charAt(i)) {
        return null; // an error, which the engine explains
      }
      characters.set(from, ranges.charAt(i) + 1);
    }
    String count = all.group(2);
    return new CharacterRun(
        characters, false, count == null ? ANY_LENGTH : Integer.parseInt(count));
  }

  /** Whether the text matches for certain; line ends are left to the engine. */
  boolean is(String text) {
    if (text.isEmpty() || (length != ANY_LENGTH && text.length() != length)) {
      return false;
    }
    if (lastOnly) {
      return text.indexOf('\n') < 0 && !characters.get(text.charAt(text.length() - 1));
    }
    for (int i = 0; i < text.length(); i++) {
      if (!characters.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
