package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Mailer.Result;
import intelmq.bot.port.Mailer.Result.NotSent;
import intelmq.bot.port.Mailer.Result.Refused;
import intelmq.bot.port.Mailer.Result.Unknown;
import intelmq.runtime.aws.StubService.Answer;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sesv2.SesV2Client;

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

  /** Text and attachments may hold anything: it stays what it is, and becomes no header. */
  @Test
  void whatAMailHoldsCannotAddAHeaderOrAPart() throws Exception {
    String evil =
        "x\r\nBcc: three@example.org\r\n\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<b>";
    MimeMessage message =
        sent(
            new Mail(
                "cert@example.com",
                List.of("one@example.com"),
                "a\u0000b\u001b]0;title\u0007\u0085c",
                evil,
                List.of(new Attachment(evil + ".csv", "csv", evil, evil))));
    assertThat(Collections.list(message.getAllHeaders()))
        .extracting(Header::getName)
        .containsExactlyInAnyOrder(
            "Date", "From", "To", "Subject", "MIME-Version", "Content-Type", "Message-ID");
    assertThat(message.getSubject()).isEqualTo("a b ]0;title c");
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo(evil);
    assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(evil);
    assertThat(Collections.list(parts.getBodyPart(1).getAllHeaders()))
        .extracting(Header::getName)
        .containsExactlyInAnyOrder(
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "Content-Description");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "one@example.com\r\nBcc: two@example.com", "", "a b@c d"})
  void anAddressThatIsNoneIsRefused(String address) {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      var mailer = new SesMailer(service.clients().ses());
      assertThat(mailer.send(mail(address, "subject")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).contains("is not a mail address"));
      assertThat(service.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"400,MessageRejected", "400,BadRequestException"})
  void aRejectedMailIsRefused(int status, String type) {
    assertThat(answered(Answer.error(status, type, "not verified"), 1))
        .isEqualTo(new Refused("not verified"));
  }

  @ParameterizedTest
  @CsvSource({
    "429,TooManyRequestsException",
    "400,SendingPausedException",
    "400,AccountSuspendedException",
    "400,LimitExceededException",
    "403,SignatureDoesNotMatch",
    "503,ThrottlingException"
  })
  void aMailThatWasTurnedDownForNowWasNotSent(int status, String type) {
    assertThat(answered(Answer.error(status, type, "later"), 1))
        .isEqualTo(new NotSent("cannot send mail: later"));
  }

  @ParameterizedTest
  @CsvSource({"500,InternalFailure", "503,ServiceUnavailable", "408,RequestTimeout"})
  void aServiceThatFailsMayHaveSentIt(int status, String type) {
    assertThat(answered(Answer.error(status, type, "oops"), 1)).isEqualTo(new Unknown("oops"));
  }

  /** The SDK's own client over the JDK's would ask twice, and so mail twice. */
  @Test
  void aServiceThatHangsUpMayHaveSentItAndIsNotAskedAgain() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var requests = new AtomicInteger();
      Thread.ofVirtual().start(() -> hangUp(server, requests));
      assertThat(mailer(server.getLocalPort()).send(mail("one@example.com", "subject")))
          .isInstanceOf(Unknown.class);
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void aServiceThatDoesNotAnswerMayHaveSentIt() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var client = client(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
      assertThat(new SesMailer(client).send(mail("one@example.com", "subject")))
          .isInstanceOf(Unknown.class);
    }
  }

  @Test
  void withoutAConnectionNothingWasSent() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThat(mailer(port).send(mail("one@example.com", "subject")))
        .isInstanceOfSatisfying(
            NotSent.class,
            notSent -> assertThat(notSent.reason()).startsWith("cannot send mail: "));
  }

  @Test
  void aServerThatIsNotTheServiceWasSentNothing() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var client = client(URI.create("https://127.0.0.1:" + server.getLocalPort()))) {
      Thread.ofVirtual().start(() -> hangUp(server, new AtomicInteger()));
      assertThat(new SesMailer(client).send(mail("one@example.com", "subject")))
          .isInstanceOf(NotSent.class);
    }
  }

  /** What comes of a mail to which the service answers so, after so many requests. */
  private static Result answered(Answer answer, int requests) {
    try (var service = new StubService(request -> answer)) {
      Result result = new SesMailer(service.clients().ses()).send(mail("one@example.com", "s"));
      assertThat(service.requests()).hasSize(requests);
      return result;
    }
  }

  private static SesMailer mailer(int port) {
    return new SesMailer(StubService.clients(port).ses());
  }

  /** One that waits for half a second. */
  private static SesV2Client client(URI endpoint) {
    var patience = Duration.ofMillis(500);
    return SesV2Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
        .overrideConfiguration(
            settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .httpClient(new OnceHttpClient(patience, patience, false))
        .build();
  }

  /** Reads the beginning of each request, and closes its connection. */
  private static void hangUp(ServerSocket server, AtomicInteger requests) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (socket.getInputStream().read(new byte[65_536]) > 0) {
          requests.incrementAndGet();
        }
      } catch (IOException _) {
        // the test is over, or the client has gone
      }
    }
  }

  private static Mail mail(String to, String subject) {
    return new Mail("cert@example.com", List.of(to), subject, "text", List.of());
  }

  private static MimeMessage sent(Mail mail) throws Exception {
    try (var service = new StubService(request -> Answer.ok("{\"MessageId\": \"1\"}"))) {
      assertThat(new SesMailer(service.clients().ses()).send(mail)).isEqualTo(Result.SENT);
      Matcher data = DATA.matcher(service.requests().getFirst().body());
      assertThat(data.find()).isTrue();
      byte[] mime = Base64.getDecoder().decode(data.group(1));
      return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime));
    }
  }
}
