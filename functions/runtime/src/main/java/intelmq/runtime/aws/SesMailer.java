package intelmq.runtime.aws;

import intelmq.bot.port.Mailer;
import intelmq.runtime.aws.OnceHttpClient.NotConnectedException;
import intelmq.runtime.mail.MimeMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;

/** Mail by Amazon SES, as MIME messages. */
public final class SesMailer implements Mailer {
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
      message = SdkBytes.fromByteArray(MimeMail.bytes(mail, SESSION));
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
}
