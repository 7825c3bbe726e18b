package intelmq.runtime.imap;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of mails as text, however they are written. */
final class MailText {
  private static final int MOST_SHOWN = 120;

  /** What would spoil a message of one line. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{gc=Cc}\\p{gc=Zl}\\p{gc=Zp}]+");

  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+[ \\t]*");

  private MailText() {}

  /** A field in one line, otherwise as it stands there. */
  static @Nullable String line(@Nullable String field) {
    return field == null ? null : LINE_ENDS.matcher(eightBit(field)).replaceAll(" ").strip();
  }

  /** A field in one line and decoded (RFC 2047), as far as that goes; empty if it is not there. */
  static String decoded(@Nullable String field) {
    String line = Objects.requireNonNullElse(line(field), "");
    try {
      return MimeUtility.decodeText(line);
    } catch (UnsupportedEncodingException | RuntimeException e) {
      // a character set that nobody knows: better the field as it is than none
      return line;
    }
  }

  /** The addresses of a field, separated by commas; the field itself if it has none. */
  static String addresses(@Nullable String field) {
    String line = Objects.requireNonNullElse(line(field), "");
    var addresses = new ArrayList<String>();
    try {
      for (InternetAddress address : InternetAddress.parseHeader(line, false)) {
        addresses.add(address.getAddress());
      }
    } catch (AddressException e) {
      return line;
    }
    return String.join(",", addresses);
  }

  /** A text as it may stand in a message. */
  static String shown(String text) {
    String visible = CONTROL.matcher(text).replaceAll(" ");
    return visible.length() <= MOST_SHOWN ? visible : visible.substring(0, MOST_SHOWN) + "…";
  }

  /** Bytes beyond ASCII come as characters; today they mean UTF-8 (RFC 6532). */
  private static String eightBit(String field) {
    if (field.chars().allMatch(c -> c < 0x80) || field.chars().anyMatch(c -> c > 0xFF)) {
      return field;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(field.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return field;
    }
  }
}
