package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Mailer.RefusedException;
import intelmq.runtime.aws.StubService.Answer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SesMailerTest {
  private static final Pattern DATA = Pattern.compile("\"Raw\":\\{\"Data\":\"([^\"]+)\"");

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    String csv = "source.ip;comment\n192.0.2.1;naïve ✓\n";
    MimeMessage message =
        sent(
            new Mail(
                "cert@example.com",
                List.of("one@example.com", "two@example.net"),
                "Incident in Österreich",
                "Dear owner,\nsee below",
                List.of(new Attachment("events.csv", "csv", csv))));
    assertThat(message.getFrom()).extracting(Object::toString).containsExactly("cert@example.com");
    assertThat(message.getRecipients(RecipientType.TO))
        .extracting(Object::toString)
        .containsExactly("one@example.com", "two@example.net");
    assertThat(message.getSubject()).isEqualTo("Incident in Österreich");
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
        .isEqualTo("Dear owner,\nsee below");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("events.csv");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/csv");
    byte[] attached = parts.getBodyPart(1).getInputStream().readAllBytes();
    assertThat(new String(attached, UTF_8).replace("\r\n", "\n")).isEqualTo(csv);
  }

  @Test
  void aSubjectCannotAddAHeader() throws Exception {
    MimeMessage message =
        sent(mail("one@example.com", "harmless\r\nBcc: three@example.org\r\n\r\nbody"));
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).isEqualTo("harmless Bcc: three@example.org body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "one@example.com\r\nBcc: two@example.com", "", "a b@c d"})
  void anAddressThatIsNoneIsRefused(String address) {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      var mailer = new SesMailer(service.clients().ses());
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> mailer.send(mail(address, "subject")));
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void aRejectedMailIsRefused() {
    try (var service =
        new StubService(request -> Answer.error(400, "MessageRejected", "not verified"))) {
      var mailer = new SesMailer(service.clients().ses());
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> mailer.send(mail("one@example.com", "subject")))
          .withMessage("not verified");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TooManyRequestsException", "SendingPausedException"})
  void aMailThatCannotBeSentNowIsNotRefused(String type) {
    try (var service = new StubService(request -> Answer.error(429, type, "later"))) {
      var mailer = new SesMailer(service.clients().ses());
      assertThatIOException()
          .isThrownBy(() -> mailer.send(mail("one@example.com", "subject")))
          .withMessageContaining("later");
    }
  }

  private static Mail mail(String to, String subject) {
    return new Mail("cert@example.com", List.of(to), subject, "text", List.of());
  }

  private static MimeMessage sent(Mail mail) throws Exception {
    try (var service = new StubService(request -> Answer.ok("{\"MessageId\": \"1\"}"))) {
      new SesMailer(service.clients().ses()).send(mail);
      Matcher data = DATA.matcher(service.requests().getFirst().body());
      assertThat(data.find()).isTrue();
      byte[] mime = Base64.getDecoder().decode(data.group(1));
      return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
    }
  }
}
