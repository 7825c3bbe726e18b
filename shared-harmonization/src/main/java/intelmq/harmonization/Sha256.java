package intelmq.harmonization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of contents and texts, where a part of it is enough to tell them apart. */
public final class Sha256 {
  private Sha256() {}

  /** The first hexadecimal digits, 64 at most, of the hash of a content. */
  public static String hex(byte[] content, int digits) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The first hexadecimal digits of the hash of a text's UTF-8. */
  public static String hex(String text, int digits) {
    return hex(text.getBytes(StandardCharsets.UTF_8), digits);
  }
}
