package intelmq.runtime.imap;

import intelmq.bot.FeedException;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPSSLStore;
import org.eclipse.angus.mail.imap.IMAPStore;

/** Mailboxes by IMAP, with a connection for each. */
public final class ImapMailboxes implements Mailboxes {
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "60000";

  /** A mail comes in pieces of this many bytes. */
  private static final String PIECE = Integer.toString(1 << 20);

  private static final int PORT = 143;
  private static final int PORT_TLS = 993;

  @Override
  public Mailbox open(ImapSettings settings) throws IOException {
    Session session = Session.getInstance(properties(settings));
    // made here: a session would look for its class with the thread's class loader
    Store store =
        settings.mailSsl() ? new IMAPSSLStore(session, null) : new IMAPStore(session, null);
    boolean opened = false;
    try {
      store.connect(
          settings.mailHost(),
          Objects.requireNonNullElse(settings.mailPort(), settings.mailSsl() ? PORT_TLS : PORT),
          settings.mailUser(),
          settings.mailPassword().reveal());
      var folder = (IMAPFolder) store.getFolder(settings.folder());
      folder.open(Folder.READ_WRITE);
      opened = true;
      return new ImapFolder(store, folder, settings);
    } catch (MessagingException e) {
      throw failure(settings, e);
    } finally {
      if (!opened) {
        close(store);
      }
    }
  }

  /** What cannot be closed is broken, which has been said already. */
  private static void close(Store store) {
    try {
      store.close();
    } catch (MessagingException ignored) {
      return;
    }
  }

  private static IOException failure(ImapSettings settings, MessagingException e) {
    String server = "the mail server " + settings.mailHost();
    if (e instanceof AuthenticationFailedException) {
      return new FeedException(
          server + " refuses the user " + settings.mailUser() + ": " + e.getMessage(), e);
    }
    if (e instanceof FolderNotFoundException) {
      return new FeedException(server + " has no folder '" + settings.folder() + "'", e);
    }
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(SSLException.class::isInstance)
        .findFirst()
        .<IOException>map(
            tls -> new FeedException(server + " has no trustworthy TLS: " + tls.getMessage(), e))
        .orElseGet(() -> new IOException(server + " cannot be asked: " + e.getMessage(), e));
  }

  private static Properties properties(ImapSettings settings) throws FeedException {
    String prefix = settings.mailSsl() ? "mail.imaps." : "mail.imap.";
    var properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(prefix + "timeout", ANSWER_MILLIS);
    properties.setProperty(prefix + "writetimeout", ANSWER_MILLIS);
    properties.setProperty(prefix + "fetchsize", PIECE);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    String starttls = Boolean.toString(settings.mailStarttls());
    properties.setProperty(prefix + "starttls.enable", starttls);
    properties.setProperty(prefix + "starttls.required", starttls);
    String certificates = settings.sslCaCertificate();
    if (certificates != null) {
      properties.put(prefix + "ssl.socketFactory", trusting(certificates));
    }
    return properties;
  }

  private static SSLSocketFactory trusting(String certificates) throws FeedException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var pem = new ByteArrayInputStream(certificates.getBytes(StandardCharsets.UTF_8));
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new FeedException(
          "parameter 'ssl_ca_certificate' must be certificates (PEM): " + e.getMessage(), e);
    }
  }
}
