package intelmq.bot.config;

/**
 * A parameter that is a text, or a reference to an object in S3 ({@code s3://bucket/key}) that may
 * change: see {@link intelmq.bot.port.Databases}.
 *
 * @param text the text or the reference
 */
public record Source(String text) {
  private static final String SCHEME = "s3://";

  /** Whether it refers to an object. */
  public boolean isReference() {
    return text.startsWith(SCHEME);
  }

  /**
   * The bucket it refers to.
   *
   * @throws IllegalArgumentException if it is not {@code s3://bucket/key}
   */
  public String bucket() {
    return text.substring(SCHEME.length(), slash());
  }

  /** The key it refers to; as for {@link #bucket}. */
  public String key() {
    return text.substring(slash() + 1);
  }

  private int slash() {
    int slash = isReference() ? text.indexOf('/', SCHEME.length()) : -1;
    if (slash <= SCHEME.length() || slash == text.length() - 1) {
      throw new IllegalArgumentException("must be s3://bucket/key, not '" + text + "'");
    }
    return slash;
  }
}
