package intelmq.bot.port;

import java.io.IOException;
import java.util.List;

/** Sends mail. */
public interface Mailer {
  /**
   * Sends a mail.
   *
   * @throws RefusedException if this mail will never be taken, for instance for its recipient
   * @throws IOException if mail cannot be sent at present
   */
  void send(Mail mail) throws IOException, RefusedException;

  /**
   * A mail with plain text and attachments.
   *
   * @param from sender's address
   * @param to recipients' addresses
   */
  record Mail(
      String from, List<String> to, String subject, String text, List<Attachment> attachments) {
    /** Takes copies of the lists. */
    public Mail {
      to = List.copyOf(to);
      attachments = List.copyOf(attachments);
    }
  }

  /**
   * A text that goes with a mail.
   *
   * @param name the file's name
   * @param subtype of the content type, for instance {@code csv} of {@code text/csv}
   * @param description for who looks at the mail's source; empty for none
   */
  record Attachment(String name, String subtype, String content, String description) {
    /** An attachment without description. */
    public Attachment(String name, String subtype, String content) {
      this(name, subtype, content, "");
    }
  }

  /** This mail will never be taken. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** The message says why. */
    public RefusedException(String message) {
      super(message);
    }
  }
}
