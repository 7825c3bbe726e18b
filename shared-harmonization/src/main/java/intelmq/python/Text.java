package intelmq.python;

/** Python's {@code str()} and {@code repr()} of JSON values. */
public final class Text {
  private Text() {}

  /** {@code str(value)}. */
  public static String str(Object value) {
    return String.valueOf(value);
  }
}
