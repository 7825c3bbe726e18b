package intelmq.runtime.mail;

import intelmq.bot.config.Secret;
import intelmq.bot.config.SmtpSettings;
import intelmq.bot.port.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSSLTransport;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Mail by an SMTP server (RFC 5321); connections are kept, as many as there were used at a time.
 *
 * <p>A mail goes to all its recipients or to none. What the server says decides what is known of
 * it: 5xx is refused, 4xx not sent; without an answer after the content began, it is unknown.
 */
public final class SmtpMailer implements Mailer {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "30000";

  private final SmtpSettings settings;
  private final Session session;
  private final Queue<SMTPTransport> idle = new ConcurrentLinkedQueue<>();

  /** Mail by a server. */
  public SmtpMailer(SmtpSettings settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  @Override
  public Result send(Mail mail) {
    var message = new Tracked(session);
    try {
      MimeMail.fill(message, mail, true);
    } catch (MessagingException e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
    SMTPTransport transport;
    try {
      transport = connected();
    } catch (MessagingException | IOException e) {
      return new Result.NotSent("cannot send mail: " + e.getMessage());
    }
    try {
      transport.sendMessage(message, message.getAllRecipients());
      idle.add(transport);
      return Result.SENT;
    } catch (MessagingException e) {
      close(transport);
      return failure(e, message.begun);
    }
  }

  private SMTPTransport connected() throws MessagingException, IOException {
    for (SMTPTransport kept = idle.poll(); kept != null; kept = idle.poll()) {
      // asks the server, which may have hung up while the function slept
      if (kept.isConnected()) {
        return kept;
      }
    }
    // the protocol is what properties are looked up by
    String protocol = settings.ssl() ? "smtps" : "smtp";
    var url = new URLName(protocol, settings.smtpHost(), settings.smtpPort(), null, null, null);
    SMTPTransport transport =
        settings.ssl() ? new SMTPSSLTransport(session, url) : new SMTPTransport(session, url);
    Secret secret = settings.smtpPassword();
    String password = secret == null ? null : secret.reveal();
    try {
      transport.connect(
          settings.smtpHost(), settings.smtpPort(), settings.smtpUsername(), password);
    } catch (MessagingException e) {
      close(transport);
      throw e;
    }
    return transport;
  }

  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException _) {
      // it is of no use any more
    }
  }

  private static Result failure(MessagingException failure, boolean begun) {
    Reply worst = null;
    for (Exception e = failure; e instanceof MessagingException m; e = m.getNextException()) {
      Reply reply = reply(m);
      if (reply != null && (worst == null || reply.code() > worst.code())) {
        worst = reply;
      }
    }
    if (worst == null || worst.code() < 400) {
      String reason = String.valueOf(failure.getMessage());
      return begun ? new Result.Unknown(reason) : new Result.NotSent("cannot send mail: " + reason);
    }
    return worst.code() < 500
        ? new Result.NotSent("cannot send mail: " + worst.text())
        : new Result.Refused(worst.text());
  }

  private static @Nullable Reply reply(MessagingException failure) {
    return switch (failure) {
      case SMTPAddressFailedException e ->
          new Reply(e.getReturnCode(), e.getAddress() + ": " + text(e));
      case SMTPSenderFailedException e ->
          new Reply(e.getReturnCode(), e.getAddress() + ": " + text(e));
      case SMTPSendFailedException e -> new Reply(e.getReturnCode(), text(e));
      default -> null;
    };
  }

  private static String text(MessagingException failure) {
    return String.valueOf(failure.getMessage()).strip();
  }

  private static Properties properties(SmtpSettings settings) {
    var properties = new Properties();
    String protocol = settings.ssl() ? "mail.smtps." : "mail.smtp.";
    properties.setProperty(protocol + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(protocol + "timeout", ANSWER_MILLIS);
    properties.setProperty(protocol + "writetimeout", ANSWER_MILLIS);
    properties.setProperty(protocol + "auth", Boolean.toString(settings.smtpUsername() != null));
    properties.setProperty(
        protocol + "ssl.checkserveridentity", Boolean.toString(settings.httpVerifyCert()));
    if (!settings.httpVerifyCert()) {
      properties.setProperty(protocol + "ssl.trust", "*");
    }
    if (settings.starttls() && !settings.ssl()) {
      properties.setProperty(protocol + "starttls.enable", "true");
      properties.setProperty(protocol + "starttls.required", "true");
    }
    return properties;
  }

  /** What the server said: a code of three digits, and why. */
  private record Reply(int code, String text) {}

  /** A message that knows whether its content has begun to go out. */
  private static final class Tracked extends MimeMessage {
    private boolean begun;

    Tracked(Session session) {
      super(session);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      begun = true;
      super.writeTo(out, ignored);
    }
  }
}
