package intelmq.testkit;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import intelmq.runtime.imap.ImapMailboxes;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback with one mailbox, asked with the client that functions have. It stands
 * for all servers.
 */
public final class ImapServer implements AutoCloseable {
  private static final String USER = "reader";
  private static final String PASSWORD = "not-a-real-password";

  private final GreenMail server;
  private final GreenMailUser user;

  /** A server that is up, with an empty mailbox. */
  public ImapServer() {
    String address = InetAddress.getLoopbackAddress().getHostAddress();
    server = new GreenMail(new ServerSetup(0, address, ServerSetup.PROTOCOL_IMAP));
    server.start();
    user = server.setUser("reader@example.org", USER, PASSWORD);
  }

  /**
   * Puts a mail into the mailbox.
   *
   * @param mail its source; line ends become those of mail
   */
  public void add(String mail, Instant received) throws IOException {
    byte[] source =
        mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(source));
      inbox().appendMessage(message, new Flags(), Date.from(received));
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  /** Whether each mail is marked as seen, in the order in which they were put there. */
  public List<Boolean> seen() throws IOException {
    var seen = new ArrayList<Boolean>();
    inbox().getMessages().forEach(message -> seen.add(message.isSet(Flags.Flag.SEEN)));
    return seen;
  }

  private MailFolder inbox() throws IOException {
    try {
      return server.getManagers().getImapHostManager().getInbox(user);
    } catch (FolderException e) {
      throw new IOException(e);
    }
  }

  /** The mailbox in place of any other. */
  public Mailboxes mailboxes() {
    var mailboxes = new ImapMailboxes();
    return settings -> mailboxes.open(onLoopback(settings));
  }

  private ImapSettings onLoopback(ImapSettings settings) {
    return new ImapSettings(
        server.getImap().getBindTo(),
        USER,
        () -> PASSWORD,
        false,
        server.getImap().getPort(),
        false,
        null,
        settings.folder(),
        settings.sentFrom(),
        settings.sentTo(),
        settings.maxMailBytes());
  }

  /** Mails that may not be there. */
  static void stop(@Nullable ImapServer server) {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
