package intelmq.harmonization;

import java.net.IDN;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The ASCII form of a label by IDNA 2003 (RFC 3490), with characters that Unicode 3.2 did not have.
 *
 * <p>The library goes by today's direction of such characters, by which it refuses names that mix
 * directions; IDNA 2003 knows no direction of them. They are replaced while the library works.
 */
final class Idna {
  /** First and last of each range of characters from right to left: RFC 3454, table D.1. */
  private static final int[] RIGHT_TO_LEFT = {
    0x5be, 0x5be, 0x5c0, 0x5c0, 0x5c3, 0x5c3, 0x5d0, 0x5ea, 0x5f0, 0x5f4, 0x61b, 0x61b, 0x61f,
    0x61f, 0x621, 0x63a, 0x640, 0x64a, 0x66d, 0x66f, 0x671, 0x6d5, 0x6dd, 0x6dd, 0x6e5, 0x6e6,
    0x6fa, 0x6fe, 0x700, 0x70d, 0x710, 0x710, 0x712, 0x72c, 0x780, 0x7a5, 0x7b1, 0x7b1, 0x200f,
    0x200f, 0xfb1d, 0xfb1d, 0xfb1f, 0xfb28, 0xfb2a, 0xfb36, 0xfb38, 0xfb3c, 0xfb3e, 0xfb3e, 0xfb40,
    0xfb41, 0xfb43, 0xfb44, 0xfb46, 0xfbb1, 0xfbd3, 0xfd3d, 0xfd50, 0xfd8f, 0xfd92, 0xfdc7, 0xfdf0,
    0xfdfc, 0xfe70, 0xfe74, 0xfe76, 0xfefc
  };

  /** The blocks where Unicode puts such characters; their free places count as such, too. */
  private static final int[] BLOCKS = {
    0x590, 0x8ff, 0xfb1d, 0xfdcf, 0xfdf0, 0xfefe, 0x10800, 0x10fff, 0x1e800, 0x1efff
  };

  /** The one in these blocks that no name may have; it has no direction in Unicode 3.2. */
  private static final int PROHIBITED = 0x70f;

  /** Symbols newer than Unicode 3.2 without direction, case or other forms. */
  private static final int FIRST_STAND_IN = 0x2690;

  private static final int LAST_STAND_IN = 0x26ff;
  private static final String PREFIX = "xn--";

  private Idna() {}

  /**
   * The ASCII form, which may be longer than a label can be.
   *
   * @throws IllegalArgumentException if there is none
   */
  static String toAscii(String label) {
    // lower case first: IDNA 2003 knows only the capitals of Unicode 3.2
    String lower = label.toLowerCase(Locale.ROOT);
    int[] newcomers = lower.codePoints().filter(Idna::isNewcomer).distinct().toArray();
    if (newcomers.length == 0) {
      return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED);
    }
    int[] standIns =
        IntStream.rangeClosed(FIRST_STAND_IN, LAST_STAND_IN)
            .filter(c -> lower.indexOf(c) < 0)
            .limit(newcomers.length)
            .toArray();
    if (standIns.length < newcomers.length) {
      throw new IllegalArgumentException("the label is too long");
    }
    String ascii = IDN.toASCII(replace(lower, newcomers, standIns), IDN.ALLOW_UNASSIGNED);
    if (ascii.indexOf('.') >= 0) {
      throw new IllegalArgumentException("a character stands for a dot");
    }
    String prepared = IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED);
    return PREFIX + Punycode.encode(replace(prepared, standIns, newcomers));
  }

  private static String replace(String text, int[] from, int[] to) {
    var out = new StringBuilder(text.length());
    text.codePoints().map(c -> replaced(c, from, to)).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static int replaced(int c, int[] from, int[] to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] == c) {
        return to[i];
      }
    }
    return c;
  }

  private static boolean isNewcomer(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_UNDEFINED ->
          isIn(BLOCKS, c) && !isIn(RIGHT_TO_LEFT, c) && c != PROHIBITED;
      default -> false;
    };
  }

  private static boolean isIn(int[] ranges, int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
