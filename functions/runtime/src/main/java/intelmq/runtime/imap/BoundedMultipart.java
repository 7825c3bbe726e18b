package intelmq.runtime.imap;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Parts of a mail that are counted while they are told apart. */
final class BoundedMultipart extends MimeMultipart {
  private final Bounds bounds;

  /** What all multiparts of a mail may have together. */
  static final class Bounds {
    static final int MOST_PARTS = 1000;
    static final int MOST_HEAD = 256 << 10;

    private int parts;

    /** Counts a part, and looks at how long its head is. */
    void part(InputStream part) throws MessagingException {
      parts++;
      if (parts > MOST_PARTS) {
        throw new MessagingException("more than " + MOST_PARTS + " parts");
      }
      if (part instanceof SharedInputStream shared) {
        try (InputStream head = shared.newStream(0, -1)) {
          head(head);
        } catch (IOException e) {
          throw new MessagingException("its parts cannot be read", e);
        }
      }
    }

    /** Looks at how long a head is: it will be held in memory. */
    static void head(InputStream in) throws IOException, MessagingException {
      boolean empty = true;
      for (int i = 0; i < MOST_HEAD; i++) {
        int b = in.read();
        if (b < 0 || (b == '\n' && empty)) {
          return;
        }
        empty = b == '\n' || (empty && b == '\r');
      }
      throw new MessagingException("a head of more than " + MOST_HEAD + " bytes");
    }
  }

  BoundedMultipart(MimePart part, Bounds bounds) throws MessagingException {
    super(new MimePartDataSource(part));
    this.bounds = bounds;
  }

  @Override
  protected MimeBodyPart createMimeBodyPart(InputStream in) throws MessagingException {
    bounds.part(in);
    return super.createMimeBodyPart(in);
  }

  @Override
  protected MimeBodyPart createMimeBodyPart(InternetHeaders headers, byte[] content)
      throws MessagingException {
    bounds.part(InputStream.nullInputStream());
    return super.createMimeBodyPart(headers, content);
  }
}
