package intelmq.runtime.imap;

import intelmq.bot.FeedException;
import intelmq.bot.bounds.ByteBudget;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;

/**
 * A mail in a folder.
 *
 * @param message on the server
 * @param name for people
 * @param origin what tells it from others, as a URL of RFC 5092
 * @param received when it came
 * @param subject decoded
 * @param from addresses
 * @param messageId as it stands there
 * @param date as it stands there
 * @param maxBytes most bytes of it
 */
record ImapMail(
    IMAPMessage message,
    String name,
    String origin,
    Instant received,
    String subject,
    String from,
    @Nullable String messageId,
    @Nullable String date,
    long maxBytes)
    implements Mailboxes.Mail {
  private static final String SUBJECT = "Subject";
  private static final String FROM = "From";
  private static final String MESSAGE_ID = "Message-ID";
  private static final String DATE = "Date";

  /** The fields that are read before a mail is fetched. */
  static final List<String> HEADERS = List.of(SUBJECT, FROM, MESSAGE_ID, DATE);

  static ImapMail of(IMAPFolder folder, IMAPMessage message, ImapSettings settings)
      throws MessagingException {
    long uid = folder.getUID(message);
    String id = MailText.line(message.getHeader(MESSAGE_ID, null));
    String name = "mail " + uid + " in " + folder.getFullName();
    Date received = message.getReceivedDate();
    return new ImapMail(
        message,
        id == null ? name : name + " " + MailText.shown(id),
        "imap://"
            + settings.mailHost()
            + "/"
            + folder.getFullName()
            + ";UIDVALIDITY="
            + folder.getUIDValidity()
            + "/;UID="
            + uid,
        received == null ? Instant.EPOCH : received.toInstant(),
        MailText.decoded(message.getHeader(SUBJECT, null)),
        MailText.addresses(message.getHeader(FROM, ",")),
        id,
        MailText.line(message.getHeader(DATE, null)),
        settings.maxMailBytes());
  }

  @Override
  public Mailboxes.Content open() throws IOException {
    Path file = Files.createTempFile("mail", ".eml");
    boolean opened = false;
    try {
      if (message.getSizeLong() > maxBytes) {
        throw new FeedException(name + " is larger than " + maxBytes + " bytes (max_mail_bytes)");
      }
      try (InputStream in = message.getMimeStream();
          var out = new LineBound(Files.newOutputStream(file), name)) {
        new ByteBudget(name, "max_mail_bytes", maxBytes).meter(in).transferTo(out);
      }
      MimeContent content = MimeContent.of(file, name);
      opened = true;
      return content;
    } catch (MessagingException e) {
      throw new IOException(name + " cannot be fetched: " + e.getMessage(), e);
    } finally {
      if (!opened) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void markSeen() throws IOException {
    try {
      message.setFlag(Flags.Flag.SEEN, true);
    } catch (MessagingException e) {
      throw new IOException(name + " cannot be marked as seen: " + e.getMessage(), e);
    }
  }
}
