package intelmq.runtime.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import intelmq.bot.config.SmtpSettings;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Mailer.Result;
import intelmq.bot.port.Mailer.Result.NotSent;
import intelmq.bot.port.Mailer.Result.Refused;
import intelmq.bot.port.Mailer.Result.Unknown;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers, and one that fails as told. */
final class SmtpMailerTest {
  private static final String HOST = "127.0.0.1";
  private static final String PASSWORD = "secret";

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    GreenMail server = started("smtp");
    try {
      String csv = "source.ip;comment\n192.0.2.1;naïve ✓\n";
      var mail =
          new Mail(
              "cert@example.com",
              List.of("one@example.com", "two@example.net"),
              "Incident in Österreich",
              "Dear owner,\nsee below",
              List.of(new Attachment("events.csv", "csv", csv)));
      assertThat(mailer(port(server)).send(mail)).isEqualTo(Result.SENT);
      // one for each recipient
      assertThat(server.getReceivedMessages()).hasSize(2);
      MimeMessage message = server.getReceivedMessages()[0];
      assertThat(message.getFrom())
          .extracting(Object::toString)
          .containsExactly("cert@example.com");
      assertThat(message.getRecipients(RecipientType.TO))
          .extracting(Object::toString)
          .containsExactly("one@example.com", "two@example.net");
      assertThat(message.getSubject()).isEqualTo("Incident in Österreich");
      var parts = (MimeMultipart) message.getContent();
      assertThat(lines(parts.getBodyPart(0).getInputStream())).isEqualTo("Dear owner,\nsee below");
      assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("events.csv");
      assertThat(lines(parts.getBodyPart(1).getInputStream())).isEqualTo(csv);
    } finally {
      server.stop();
    }
  }

  @Test
  void whoLogsInMustKnowThePassword() {
    GreenMail server = started("smtp");
    try {
      server.setUser("cert@example.com", "cert", PASSWORD);
      assertThat(new SmtpMailer(user(port(server), "wrong")).send(mail("one@example.com")))
          .isInstanceOf(NotSent.class);
      assertThat(new SmtpMailer(user(port(server), PASSWORD)).send(mail("one@example.com")))
          .isEqualTo(Result.SENT);
    } finally {
      server.stop();
    }
  }

  @Test
  void anUnknownCertificateGetsNoMailUnlessThatIsSaid() {
    GreenMail server = started("smtps");
    try {
      int port = server.getSmtps().getPort();
      assertThat(new SmtpMailer(encrypted(port, true, true)).send(mail("one@example.com")))
          .isInstanceOf(NotSent.class);
      assertThat(server.getReceivedMessages()).isEmpty();
      assertThat(new SmtpMailer(encrypted(port, true, false)).send(mail("one@example.com")))
          .isEqualTo(Result.SENT);
    } finally {
      server.stop();
    }
  }

  @Test
  void withStartTlsNothingIsSentBeforeTheConnectionIsSafe() throws Exception {
    try (var server = new ScriptedSmtp(Map.of(), tls())) {
      assertThat(
              new SmtpMailer(encrypted(server.port(), false, true)).send(mail("one@example.com")))
          .isInstanceOf(NotSent.class);
      assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
      assertThat(
              new SmtpMailer(encrypted(server.port(), false, false)).send(mail("one@example.com")))
          .isEqualTo(Result.SENT);
    }
    try (var server = new ScriptedSmtp(Map.of(), null)) {
      assertThat(
              new SmtpMailer(encrypted(server.port(), false, false)).send(mail("one@example.com")))
          .isInstanceOf(NotSent.class);
      assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    }
  }

  @Test
  void connectionsAreKept() throws IOException {
    try (var server = new ScriptedSmtp(Map.of(), null)) {
      SmtpMailer mailer = mailer(server.port());
      assertThat(mailer.send(mail("one@example.com"))).isEqualTo(Result.SENT);
      assertThat(mailer.send(mail("two@example.com"))).isEqualTo(Result.SENT);
      assertThat(server.commands()).containsOnlyOnce("CONNECT");
    }
  }

  @Test
  void oneRefusedRecipientKeepsTheMailBack() throws IOException {
    var replies = Map.of("RCPT TO:<gone@example.com>", "550 no such user");
    try (var server = new ScriptedSmtp(replies, null)) {
      assertThat(mailer(server.port()).send(mail("one@example.com", "gone@example.com")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.reason()).contains("gone@example.com", "550 no such user"));
      assertThat(server.commands()).doesNotContain("DATA");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 553 not you",
    "RCPT, 550 not him",
    "DATA, 554 not that",
    "CONTENT, 552 too large"
  })
  void whatTheServerWillNeverTakeIsRefused(String command, String reply) throws IOException {
    assertThat(answered(command, reply))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains(reply));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 busy",
    "RCPT, 450 greylisted",
    "DATA, 451 busy",
    "CONTENT, 452 disk full",
    "RCPT, 421 closing"
  })
  void whatTheServerDoesNotTakeNowWasNotSent(String command, String reply) throws IOException {
    assertThat(answered(command, reply))
        .isInstanceOfSatisfying(
            NotSent.class, notSent -> assertThat(notSent.reason()).contains(reply));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EHLO", "MAIL", "RCPT"})
  void aServerThatHangsUpBeforeTheContentWasSentNothing(String command) throws IOException {
    assertThat(answered(command, ScriptedSmtp.HANG_UP)).isInstanceOf(NotSent.class);
  }

  @Test
  void aServerThatHangsUpAfterTheContentMayHaveTakenIt() throws IOException {
    assertThat(answered(ScriptedSmtp.CONTENT, ScriptedSmtp.HANG_UP)).isInstanceOf(Unknown.class);
  }

  @Test
  void withoutAServerNothingIsSent() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThat(mailer(port).send(mail("one@example.com")))
        .isInstanceOfSatisfying(
            NotSent.class,
            notSent -> assertThat(notSent.reason()).startsWith("cannot send mail: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b@c d", "", "one@example.com\r\nDATA"})
  void anAddressThatIsNoneIsRefused(String address) throws IOException {
    try (var server = new ScriptedSmtp(Map.of(), null)) {
      assertThat(mailer(server.port()).send(mail(address))).isInstanceOf(Refused.class);
      assertThat(server.commands()).isEmpty();
    }
  }

  private static Result answered(String command, String reply) throws IOException {
    try (var server = new ScriptedSmtp(Map.of(command, reply), null)) {
      return mailer(server.port()).send(mail("one@example.com"));
    }
  }

  private static GreenMail started(String protocol) {
    var server = new GreenMail(new ServerSetup(0, HOST, protocol));
    server.start();
    return server;
  }

  private static int port(GreenMail server) {
    return server.getSmtp().getPort();
  }

  private static SmtpMailer mailer(int port) {
    return new SmtpMailer(new SmtpSettings(HOST, port, null, null, false, false, true));
  }

  private static SmtpSettings user(int port, String password) {
    return new SmtpSettings(HOST, port, "cert", () -> password, false, false, true);
  }

  private static SmtpSettings encrypted(int port, boolean ssl, boolean verify) {
    return new SmtpSettings(HOST, port, null, null, ssl, true, verify);
  }

  private static Mail mail(String... to) {
    return new Mail("cert@example.com", Arrays.asList(to), "subject", "text", List.of());
  }

  private static String lines(InputStream content) throws IOException {
    return new String(content.readAllBytes(), UTF_8).replace("\r\n", "\n");
  }

  /** With the certificate that GreenMail has, which nobody knows. */
  private static SSLContext tls() throws GeneralSecurityException, IOException {
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in =
        Objects.requireNonNull(
            DummySSLServerSocketFactory.class.getResourceAsStream(
                "/" + DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_P12))) {
      keys.load(in, password);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
