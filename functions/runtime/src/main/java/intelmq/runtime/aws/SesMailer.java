package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.port.Mailer;
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
import java.util.Properties;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

/** Mail by Amazon SES, as MIME messages. */
public final class SesMailer implements Mailer {
  /** What could begin another header. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private static final Session SESSION = Session.getInstance(new Properties());

  private final SesV2Client ses;

  /** Mail by a client. */
  public SesMailer(SesV2Client ses) {
    this.ses = ses;
  }

  @Override
  public void send(Mail mail) throws IOException, RefusedException {
    SdkBytes message = mime(mail);
    try {
      ses.sendEmail(call ->
          call.fromEmailAddress(mail.from())
              .destination(to -> to.toAddresses(mail.to()))
              .content(content -> content.raw(raw -> raw.data(message))));
    } catch (MessageRejectedException | BadRequestException e) {
      throw new RefusedException(AwsFailures.reason(e));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot send mail", e);
    }
  }

  private static SdkBytes mime(Mail mail) throws IOException, RefusedException {
    try {
      var message = new MimeMessage(SESSION);
      message.setFrom(address(mail.from()));
      for (String to : mail.to()) {
        message.addRecipient(RecipientType.TO, address(to));
      }
      message.setSubject(CONTROL.matcher(mail.subject()).replaceAll(" "), UTF_8.name());
      message.setContent(parts(mail));
      message.saveChanges();
      var bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return SdkBytes.fromByteArray(bytes.toByteArray());
    } catch (MessagingException e) {
      throw new IOException("cannot write a mail: " + e.getMessage(), e);
    }
  }

  private static MimeMultipart parts(Mail mail) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8.name());
    var parts = new MimeMultipart(text);
    for (Attachment attachment : mail.attachments()) {
      var part = new MimeBodyPart();
      part.setText(attachment.content(), UTF_8.name(), attachment.subtype());
      part.setFileName(attachment.name());
      part.setDisposition(Part.ATTACHMENT);
      if (!attachment.description().isEmpty()) {
        part.setDescription(attachment.description(), UTF_8.name());
      }
      parts.addBodyPart(part);
    }
    return parts;
  }

  private static InternetAddress address(String text) throws RefusedException {
    try {
      if (CONTROL.matcher(text).find()) {
        throw new AddressException("control character");
      }
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new RefusedException("'" + text + "' is not a mail address: " + e.getMessage());
    }
  }
}
