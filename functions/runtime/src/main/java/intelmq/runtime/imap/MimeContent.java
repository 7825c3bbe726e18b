package intelmq.runtime.imap;

import intelmq.bot.FeedException;
import intelmq.bot.port.Mailboxes;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The parts of a mail that lies in a temporary file; what is open of it is read from there. */
final class MimeContent implements Mailboxes.Content {
  /** Forwarded forwards; bombs are nested deeper. */
  static final int MOST_DEPTH = 20;

  private static final Session SESSION = Session.getInstance(new Properties());

  private final Path file;
  private final SharedFileInputStream in;
  private final String mail;
  private final BoundedMultipart.Bounds bounds = new BoundedMultipart.Bounds();
  private final List<Mailboxes.Part> parts = new ArrayList<>();

  private MimeContent(Path file, SharedFileInputStream in, String mail) {
    this.file = file;
    this.in = in;
    this.mail = mail;
  }

  /**
   * Takes a mail apart.
   *
   * @param file is deleted when this is closed
   * @param mail what it is, for messages
   * @throws FeedException if that cannot be done, or exceeds a bound; then the file stays
   */
  static MimeContent of(Path file, String mail) throws IOException {
    var content = new MimeContent(file, new SharedFileInputStream(file.toFile()), mail);
    boolean whole = false;
    try {
      content.message(content.in, 0);
      whole = true;
      return content;
    } catch (MessagingException | RuntimeException e) {
      throw new FeedException(mail + " cannot be taken apart: " + e.getMessage(), e);
    } finally {
      if (!whole) {
        content.in.close();
      }
    }
  }

  private void message(InputStream message, int depth) throws MessagingException, IOException {
    bounds.part(message);
    add(new MimeMessage(SESSION, message), depth);
  }

  private void add(MimePart part, int depth) throws MessagingException, IOException {
    if (depth > MOST_DEPTH) {
      throw new MessagingException("parts within parts, more than " + MOST_DEPTH + " deep");
    }
    String type = MimeLeaf.type(part).getBaseType();
    if (type.startsWith("multipart/")) {
      MimeMultipart multipart = new BoundedMultipart(part, bounds);
      int count = multipart.getCount();
      for (int i = 0; i < count; i++) {
        add((MimePart) multipart.getBodyPart(i), depth + 1);
      }
    } else if (type.equals("message/rfc822") && MimeLeaf.isPlain(part)) {
      message(MimeLeaf.raw(part), depth + 1);
    } else {
      parts.add(new MimeLeaf(part, parts.size() + 1, mail));
    }
  }

  @Override
  public List<Mailboxes.Part> parts() {
    return List.copyOf(parts);
  }

  @Override
  public void close() throws IOException {
    in.close();
    Files.deleteIfExists(file);
  }
}
