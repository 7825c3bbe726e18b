package intelmq.bot.port;

import java.util.List;

/** Sends mail. */
public interface Mailer {
  /** Tries once to send a mail. */
  Result send(Mail mail);

  /** What is known of a mail after it was to be sent. */
  sealed interface Result {
    /** It went. */
    Result SENT = new Sent();

    /** It went. */
    record Sent() implements Result {}

    /** It did not go, and never will, for instance for its recipient. */
    record Refused(String reason) implements Result {}

    /** It certainly did not go; mail cannot be sent at present. */
    record NotSent(String reason) implements Result {}

    /** It may have gone or not: there was no answer, or the other side failed while at it. */
    record Unknown(String reason) implements Result {}
  }

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
}
