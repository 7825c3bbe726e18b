package intelmq.runtime.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;

/** Mail as MIME messages (RFC 2045 to 2049). */
public final class MimeMail {
  /** What could begin another header. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{gc=Cc}\\p{gc=Zl}\\p{gc=Zp}]+");

  /** Somebody at the server itself, for instance {@code root}. */
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private MimeMail() {}

  /**
   * The bytes of a mail, whose addresses all name a domain.
   *
   * @throws MessagingException if one of its addresses is none
   */
  public static byte[] bytes(Mail mail, Session session) throws MessagingException, IOException {
    var message = new MimeMessage(session);
    fill(message, mail, false);
    var bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toByteArray();
  }

  /**
   * Makes an empty message the mail.
   *
   * @param local whether addresses may name somebody at the server itself
   */
  static void fill(MimeMessage message, Mail mail, boolean local) throws MessagingException {
    message.setFrom(address(mail.from(), local));
    for (String to : mail.to()) {
      message.addRecipient(RecipientType.TO, address(to, local));
    }
    message.setSubject(visible(mail.subject()), UTF_8.name());
    message.setContent(parts(mail));
    message.saveChanges();
  }

  private static MimeMultipart parts(Mail mail) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8.name());
    var parts = new MimeMultipart(text);
    for (Attachment attachment : mail.attachments()) {
      var part = new MimeBodyPart();
      part.setText(attachment.content(), UTF_8.name(), attachment.subtype());
      part.setFileName(visible(attachment.name()));
      part.setDisposition(Part.ATTACHMENT);
      if (!attachment.description().isEmpty()) {
        part.setDescription(visible(attachment.description()), UTF_8.name());
      }
      parts.addBodyPart(part);
    }
    return parts;
  }

  private static String visible(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  private static InternetAddress address(String text, boolean local) throws AddressException {
    try {
      if (CONTROL.matcher(text).find()) {
        throw new AddressException("control character");
      }
      return new InternetAddress(text, !(local && LOCAL.matcher(text).matches()));
    } catch (AddressException e) {
      throw new AddressException("'" + text + "' is not a mail address: " + e.getMessage());
    }
  }
}
