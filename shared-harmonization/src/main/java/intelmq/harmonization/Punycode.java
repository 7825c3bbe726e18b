package intelmq.harmonization;

/** Punycode (RFC 3492), of which the JDK has no encoder to call. */
final class Punycode {
  private static final int BASE = 36;
  private static final int SMALLEST_THRESHOLD = 1;
  private static final int LARGEST_THRESHOLD = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE_POINT = 0x80;

  private Punycode() {}

  /** The ASCII form of a label; takes quadratic time. */
  static String encode(String label) {
    int[] codePoints = label.codePoints().toArray();
    var out = new StringBuilder(label.length() + 16);
    for (int c : codePoints) {
      if (c < FIRST_CODE_POINT) {
        out.append((char) c);
      }
    }
    int basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    int handled = basic;
    int bias = FIRST_BIAS;
    int delta = 0;
    int current = FIRST_CODE_POINT;
    while (handled < codePoints.length) {
      int next = smallestFrom(codePoints, current);
      delta += (next - current) * (handled + 1);
      current = next;
      for (int c : codePoints) {
        delta += c < current ? 1 : 0;
        if (c == current) {
          append(out, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      current++;
    }
    return out.toString();
  }

  private static int smallestFrom(int[] codePoints, int least) {
    int smallest = Integer.MAX_VALUE;
    for (int c : codePoints) {
      smallest = c >= least ? Math.min(smallest, c) : smallest;
    }
    return smallest;
  }

  private static void append(StringBuilder out, int delta, int bias) {
    int rest = delta;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.clamp(k - bias, SMALLEST_THRESHOLD, LARGEST_THRESHOLD);
      if (rest < threshold) {
        out.append(digit(rest));
        return;
      }
      out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static int adapt(int delta, int length, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / length;
    int k = 0;
    while (rest > (BASE - SMALLEST_THRESHOLD) * LARGEST_THRESHOLD / 2) {
      rest /= BASE - SMALLEST_THRESHOLD;
      k += BASE;
    }
    return k + (BASE - SMALLEST_THRESHOLD + 1) * rest / (rest + SKEW);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
