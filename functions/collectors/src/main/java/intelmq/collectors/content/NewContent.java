package intelmq.collectors.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Content that is only taken if it is new: reading fails at its very end if it is the same as last
 * time. So it can be streamed to where it is stored, which stores nothing of what fails.
 */
public final class NewContent extends WholeContent {
  private final MessageDigest digest;
  private final @Nullable String last;
  private @Nullable String hash;

  /**
   * Content.
   *
   * @param last the {@link #hash} of last time's content; null for none
   */
  public NewContent(InputStream in, @Nullable String last) {
    super(in);
    this.last = last;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The content's SHA-256 in hexadecimal digits; null before its end was read. */
  public @Nullable String hash() {
    return hash;
  }

  /** Whether the content was read to its end and is the same as last time. */
  public boolean isKnown() {
    return hash != null && hash.equals(last);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      digest.update(buffer, offset, n);
    } else if (n < 0) {
      if (hash == null) {
        hash = HexFormat.of().formatHex(digest.digest());
      }
      if (isKnown()) {
        throw new IOException("the content is the same as last time");
      }
    }
    return n;
  }
}
