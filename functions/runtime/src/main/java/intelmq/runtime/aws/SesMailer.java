package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.port.Mailer;
import intelmq.runtime.aws.OnceHttpClient.NotConnectedException;
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
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

/** Mail by Amazon SES, as MIME messages. */
public final class SesMailer implements Mailer {
  /** What could begin another header. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{gc=Cc}\\p{gc=Zl}\\p{gc=Zp}]+");

  private static final int REQUEST_TIMEOUT = 408;

  private static final Session SESSION = Session.getInstance(new Properties());

  private final SesV2Client ses;

  /** Mail by a client that sends each request once. */
  public SesMailer(SesV2Client ses) {
    this.ses = ses;
  }

  @Override
  public Result send(Mail mail) {
    SdkBytes message;
    try {
      message = mime(mail);
    } catch (MessagingException | IOException e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
    try {
      ses.sendEmail(call ->
          call.fromEmailAddress(mail.from())
              .destination(to -> to.toAddresses(mail.to()))
              .content(content -> content.raw(raw -> raw.data(message))));
      return Result.SENT;
    } catch (MessageRejectedException | BadRequestException e) {
      return new Result.Refused(AwsFailures.reason(e));
    } catch (AwsServiceException e) {
      return e.isThrottlingException() || isClientError(e)
          ? new Result.NotSent("cannot send mail: " + AwsFailures.reason(e))
          : new Result.Unknown(AwsFailures.reason(e));
    } catch (SdkException e) {
      return isBeforeSending(e)
          ? new Result.NotSent("cannot send mail: " + e.getMessage())
          : new Result.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the request was turned down, for instance a quota that is used up. */
  private static boolean isClientError(AwsServiceException e) {
    return e.statusCode() / 100 == 4 && e.statusCode() != REQUEST_TIMEOUT;
  }

  /** Whether there was not even a connection. */
  private static boolean isBeforeSending(SdkException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(NotConnectedException.class::isInstance);
  }

  private static SdkBytes mime(Mail mail) throws MessagingException, IOException {
    var message = new MimeMessage(SESSION);
    message.setFrom(address(mail.from()));
    for (String to : mail.to()) {
      message.addRecipient(RecipientType.TO, address(to));
    }
    message.setSubject(visible(mail.subject()), UTF_8.name());
    message.setContent(parts(mail));
    message.saveChanges();
    var bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return SdkBytes.fromByteArray(bytes.toByteArray());
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

  private static InternetAddress address(String text) throws AddressException {
    try {
      if (CONTROL.matcher(text).find()) {
        throw new AddressException("control character");
      }
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new AddressException("'" + text + "' is not a mail address: " + e.getMessage());
    }
  }
}
