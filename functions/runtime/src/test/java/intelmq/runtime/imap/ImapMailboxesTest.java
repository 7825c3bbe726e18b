package intelmq.runtime.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import intelmq.bot.FeedException;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes.Mail;
import intelmq.bot.port.Mailboxes.Mailbox;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Against an IMAP server, in plain and with a certificate for 127.0.0.1 that nobody knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class ImapMailboxesTest {
  private static final String KEY_STORE = "greenmail.tls.keystore.file";
  private static final String HOST = "127.0.0.1";
  private static final String USER = "reader";
  private static final String PASSWORD = "changeit";
  private static final Instant RECEIVED = Instant.parse("2026-11-23T12:30:00Z");

  private @Nullable GreenMail running;
  private String certificate = "";

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("server.p12");
    Path pem = folder.resolve("server.pem");
    keytool(
        store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=example", "-ext", "san=ip:" + HOST);
    keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
    certificate = Files.readString(pem);
    System.setProperty(KEY_STORE, store.toString());
    running =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAPS)
            });
    running.start();
    running.setUser("reader@example.org", USER, PASSWORD);
  }

  @AfterAll
  void stop() {
    System.clearProperty(KEY_STORE);
    if (running != null) {
      running.stop();
    }
  }

  @Test
  void mailsAreReadAndMarked() throws IOException, MessagingException, FolderException {
    MailFolder inbox = folder("INBOX");
    inbox.deleteAllMessages();
    add(inbox, "Subject: one\nMessage-ID: <1@example.net>\nFrom: a@example.net\n\nbody\n");
    add(inbox, "Subject: two\n\nbody\n");
    var origins = new ArrayList<String>();
    try (Mailbox mailbox = open(plain(PASSWORD, "INBOX"))) {
      mailbox.unseen(mail -> {
        assertThat(mail.received()).isEqualTo(RECEIVED);
        assertThat(body(mail)).isEqualTo("body\r\n");
        origins.add(mail.origin());
        if (mail.subject().equals("one")) {
          assertThat(mail.name()).matches("mail \\d+ in INBOX <1@example.net>");
          mail.markSeen();
        }
      });
    }
    assertThat(origins).hasSize(2).doesNotHaveDuplicates();
    assertThat(subjects(plain(PASSWORD, "INBOX"))).containsExactly("two");
  }

  @Test
  void manyMailsAreReadInOrder() throws IOException, MessagingException, FolderException {
    MailFolder many = folder("many");
    var expected = new ArrayList<String>();
    for (int i = 0; i < 250; i++) {
      add(many, "Subject: number " + i + "\n\n");
      expected.add("number " + i);
    }
    assertThat(subjects(plain(PASSWORD, "many"))).isEqualTo(expected);
  }

  @Test
  void aServerWithTheRightCertificateIsTrusted() throws IOException {
    try (Mailbox mailbox = open(tls(certificate))) {
      assertThat(mailbox).isNotNull();
    }
  }

  @Test
  void anUnknownServerIsNotTrusted() {
    assertRefused(tls(null), "the mail server 127.0.0.1 has no trustworthy TLS: ");
  }

  @Test
  void certificatesThatAreNoneAreRefused() {
    assertRefused(tls("nonsense"), "parameter 'ssl_ca_certificate' must be certificates (PEM)");
  }

  @Test
  void aWrongPasswordIsSaidWithoutIt() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> open(plain("wrong-password", "INBOX")).close())
        .withMessageContaining("the mail server 127.0.0.1 refuses the user reader: ")
        .withMessageNotContaining("wrong-password");
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    assertRefused(plain(PASSWORD, "none"), "the mail server 127.0.0.1 has no folder 'none'");
  }

  @Test
  void thereMustBeStarttlsIfItIsWanted() {
    assertThatIOException()
        .isThrownBy(() -> open(settings(false, port(false), true, null, PASSWORD, "INBOX")).close())
        .withMessageContaining("STARTTLS");
  }

  @Test
  void nobodyThereIsNoMistakeOfTheFeed() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatIOException()
        .isThrownBy(() -> open(settings(false, port, false, null, PASSWORD, "INBOX")).close())
        .isNotInstanceOf(FeedException.class)
        .withMessageContaining("the mail server 127.0.0.1 cannot be asked: ");
  }

  private static void assertRefused(ImapSettings settings, String message) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> open(settings).close())
        .withMessageStartingWith(message);
  }

  private static Mailbox open(ImapSettings settings) throws IOException {
    return new ImapMailboxes().open(settings);
  }

  private static List<String> subjects(ImapSettings settings) throws IOException {
    var subjects = new ArrayList<String>();
    try (Mailbox mailbox = open(settings)) {
      mailbox.unseen(mail -> subjects.add(mail.subject()));
    }
    return subjects;
  }

  private static String body(Mail mail) throws IOException {
    try (var content = mail.open();
        InputStream in = content.parts().getFirst().open()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private GreenMail server() {
    return Objects.requireNonNull(running);
  }

  private MailFolder folder(String name) throws FolderException {
    GreenMailUser user = server().getUserManager().getUser(USER);
    return server().getManagers().getImapHostManager().getFolder(user, name, false) == null
        ? create(user, name)
        : server().getManagers().getImapHostManager().getFolder(user, name, true);
  }

  private MailFolder create(GreenMailUser user, String name) throws FolderException {
    try {
      return server().getManagers().getImapHostManager().createMailbox(user, name);
    } catch (AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MailFolder folder, String mail) throws MessagingException {
    byte[] source = mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    folder.appendMessage(
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source)),
        new Flags(),
        Date.from(RECEIVED));
  }

  private int port(boolean tls) {
    return (tls ? server().getImaps() : server().getImap()).getPort();
  }

  private ImapSettings plain(String password, String folder) {
    return settings(false, port(false), false, null, password, folder);
  }

  private ImapSettings tls(@Nullable String certificates) {
    return settings(true, port(true), false, certificates, PASSWORD, "INBOX");
  }

  private static ImapSettings settings(
      boolean tls,
      int port,
      boolean starttls,
      @Nullable String certificates,
      String password,
      String folder) {
    return new ImapSettings(
        HOST,
        USER,
        () -> password,
        tls,
        port,
        starttls,
        certificates,
        folder,
        null,
        null,
        1_000_000);
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
