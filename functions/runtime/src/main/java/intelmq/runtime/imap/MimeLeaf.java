package intelmq.runtime.imap;

import intelmq.bot.FeedException;
import intelmq.bot.port.Mailboxes;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a mail that has no parts; its fields may be any nonsense. */
final class MimeLeaf implements Mailboxes.Part {
  private static final Pattern FILE_NAME =
      Pattern.compile("filename\\s*=\\s*(?:\"([^\"]*)\"|([^;]*))", Pattern.CASE_INSENSITIVE);

  private final MimePart part;
  private final int number;
  private final ContentType type;
  private final String disposition;
  private final @Nullable String fileName;
  private final String name;

  MimeLeaf(MimePart part, int number, String mail) throws MessagingException {
    this.part = part;
    this.number = number;
    this.type = type(part);
    String header = Objects.requireNonNullElse(part.getHeader("Content-Disposition", null), "");
    this.disposition = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String found = fileName(header);
    if (found == null) {
      found = type.getParameter("name");
    }
    this.fileName = found == null || found.isBlank() ? null : MailText.decoded(found);
    this.name =
        fileName == null
            ? "part " + number + " of " + mail
            : "attachment '" + MailText.shown(fileName) + "' of " + mail;
  }

  /** The type; plain text if there is none, or nonsense (RFC 2045, 5.2). */
  static ContentType type(MimePart part) throws MessagingException {
    try {
      String type = part.getContentType();
      if (type != null) {
        var parsed = new ContentType(type);
        parsed.setPrimaryType(parsed.getPrimaryType().toLowerCase(Locale.ROOT));
        parsed.setSubType(parsed.getSubType().toLowerCase(Locale.ROOT));
        return parsed;
      }
    } catch (ParseException e) {
      // as if there were none
    }
    return new ContentType("text", "plain", null);
  }

  private static @Nullable String fileName(String disposition) {
    try {
      return new ContentDisposition(disposition).getParameter("filename");
    } catch (ParseException e) {
      Matcher found = FILE_NAME.matcher(disposition);
      return found.find()
          ? Objects.requireNonNullElse(found.group(1), found.group(2).strip())
          : null;
    }
  }

  /** Whether the content stands there as it is. */
  static boolean isPlain(MimePart part) throws MessagingException {
    String encoding = encoding(part);
    return encoding.isEmpty() || encoding.endsWith("bit") || encoding.equals("binary");
  }

  private static String encoding(MimePart part) throws MessagingException {
    String header = part.getHeader("Content-Transfer-Encoding", null);
    return header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
  }

  /** The content as it stands there. */
  static InputStream raw(MimePart part) throws MessagingException {
    return switch (part) {
      case MimeBodyPart body -> body.getRawInputStream();
      case MimeMessage message -> message.getRawInputStream();
      default -> throw new MessagingException("neither a mail nor a part of one");
    };
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String type() {
    return type.getBaseType();
  }

  @Override
  public boolean isInline() {
    return disposition.isEmpty() || disposition.equals("inline");
  }

  @Override
  public @Nullable String fileName() {
    return fileName;
  }

  @Override
  public @Nullable String charset() {
    return type.getParameter("charset");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InputStream open() throws IOException {
    try {
      InputStream raw = raw(part);
      return new Checked(
          switch (encoding(part)) {
            // other than the library's it passes over what is no base64, as mailing lists append it
            case "base64" -> Base64.getMimeDecoder().wrap(raw);
            case "quoted-printable" -> MimeUtility.decode(raw, "quoted-printable");
            case "uuencode", "x-uuencode", "x-uue" -> MimeUtility.decode(raw, "uuencode");
            default -> raw;
          },
          name);
    } catch (MessagingException e) {
      throw undecodable(name, e);
    }
  }

  private static FeedException undecodable(String name, Exception e) {
    return new FeedException(name + " cannot be decoded: " + e.getMessage(), e);
  }

  /** Says what cannot be decoded. */
  private static final class Checked extends FilterInputStream {
    private final String name;

    Checked(InputStream decoded, String name) {
      super(decoded);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException | RuntimeException e) {
        throw undecodable(name, e);
      }
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
