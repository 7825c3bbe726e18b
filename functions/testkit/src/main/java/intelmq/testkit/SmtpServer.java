package intelmq.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import intelmq.bot.config.SmtpSettings;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Smtp;
import intelmq.runtime.mail.SmtpMailer;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A mail server on loopback, which stands for every other one. */
public final class SmtpServer implements Smtp, AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, "smtp"));

  /** A server that has no mail yet. */
  SmtpServer() {
    server.start();
  }

  @Override
  public Mailer server(SmtpSettings settings) {
    return new SmtpMailer(
        new SmtpSettings(HOST, server.getSmtp().getPort(), null, null, false, false, true));
  }

  /** What came, once for each recipient. */
  public List<Mail> received() throws IOException {
    var mails = new ArrayList<Mail>();
    try {
      for (MimeMessage message : server.getReceivedMessages()) {
        mails.add(read(message));
      }
    } catch (MessagingException e) {
      throw new IOException("no mail", e);
    }
    return mails;
  }

  private static Mail read(MimeMessage message) throws MessagingException, IOException {
    var parts = (MimeMultipart) message.getContent();
    var attachments = new ArrayList<Attachment>();
    for (int i = 1; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      attachments.add(new Attachment(part.getFileName(), "csv", text(part)));
    }
    return new Mail(
        message.getFrom()[0].toString(),
        Arrays.stream(message.getAllRecipients()).map(Address::toString).toList(),
        message.getSubject(),
        text(parts.getBodyPart(0)),
        attachments);
  }

  private static String text(BodyPart part) throws MessagingException, IOException {
    return new String(part.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
  }

  @Override
  public void close() {
    server.stop();
  }
}
