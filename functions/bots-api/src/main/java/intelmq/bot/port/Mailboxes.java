package intelmq.bot.port;

import intelmq.bot.config.ImapSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mailboxes on mail servers. Time and size are bounded. */
@FunctionalInterface
public interface Mailboxes {
  /**
   * Opens a mailbox.
   *
   * @throws intelmq.bot.FeedException if the server is not to be trusted, or refuses the user or
   *     the folder
   * @throws IOException if there is no answer
   */
  Mailbox open(ImapSettings settings) throws IOException;

  /** A folder of mails; the caller closes it. */
  interface Mailbox extends AutoCloseable {
    /**
     * Hands out the mails that were not seen yet and have the settings' sender and recipient, in
     * the order in which they came. That alone does not mark them as seen.
     */
    void unseen(Reader reader) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Takes mails. */
  @FunctionalInterface
  interface Reader {
    /** Takes a mail, which is at hand for as long as that lasts. */
    void take(Mail mail) throws IOException;
  }

  /** A mail, of which the head alone was fetched. */
  interface Mail {
    /** What it is, for people: its number, folder and message id. */
    String name();

    /** What tells it from all other mails that are, were and will be there. */
    String origin();

    /** When it came, as the server says. */
    Instant received();

    /** The subject in one line; empty if it has none. */
    String subject();

    /** The senders' addresses, separated by commas. */
    String from();

    /** The message id, in angle brackets. */
    @Nullable String messageId();

    /** The date, as the sender wrote it. */
    @Nullable String date();

    /**
     * Fetches the mail.
     *
     * @throws intelmq.bot.FeedException if it is too large, or its parts cannot be told apart
     */
    Content open() throws IOException;

    /** Marks the mail as seen. */
    void markSeen() throws IOException;
  }

  /** The parts of a mail; the caller closes it. */
  interface Content extends AutoCloseable {
    /** The parts that have no parts of their own, those of mails within the mail included. */
    List<Part> parts();

    @Override
    void close() throws IOException;
  }

  /** A part of a mail. */
  interface Part {
    /** Its place among the parts, from 1 on. */
    int number();

    /** Its type in small letters, for instance {@code text/plain}. */
    String type();

    /** Whether it is to be shown with the mail, as what was written; not an attachment. */
    boolean isInline();

    /** Its file name, if it has one. */
    @Nullable String fileName();

    /** The name of its character set, if it says so. */
    @Nullable String charset();

    /** What it is, for people: its name, or number, and that of the mail. */
    String name();

    /**
     * Its content, decoded.
     *
     * @throws intelmq.bot.FeedException there and when it is read, if it cannot be decoded
     */
    InputStream open() throws IOException;
  }
}
