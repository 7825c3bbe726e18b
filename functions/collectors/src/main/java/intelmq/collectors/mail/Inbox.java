package intelmq.collectors.mail;

import com.google.re2j.PatternSyntaxException;
import intelmq.bot.Collection;
import intelmq.bot.FeedException;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Mailboxes.Content;
import intelmq.bot.port.Mailboxes.Mail;
import intelmq.bot.port.Mailboxes.Mailbox;
import intelmq.bot.port.Mailboxes.Part;
import intelmq.harmonization.Field;
import intelmq.harmonization.Report;
import intelmq.harmonization.TextPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The mails that a collector is for. A mail is marked as seen once all that is wanted of it is
 * stored; one that cannot be read stays as it is, and does not keep the others back.
 */
final class Inbox {
  private static final Field SUBJECT = Field.extra("email_subject");
  private static final Field FROM = Field.extra("email_from");
  private static final Field MESSAGE_ID = Field.extra("email_message_id");
  private static final Field DATE = Field.extra("email_date");

  private static final int MOST_NAMED = 5;

  private final Mailboxes mailboxes;
  private final ImapSettings settings;
  private final @Nullable TextPattern subject;

  Inbox(Mailboxes mailboxes, ImapSettings settings, @Nullable String subjectRegex) {
    this.mailboxes = mailboxes;
    this.settings = settings;
    this.subject = subjectRegex == null ? null : pattern("subject_regex", subjectRegex);
  }

  /** Stores what is wanted of a mail. */
  @FunctionalInterface
  interface Taker {
    /** Returns whether there is any such thing. */
    boolean take(Mail mail, List<Part> parts) throws IOException;
  }

  /** The regular expression of a parameter. */
  static TextPattern pattern(String parameter, String regex) {
    try {
      return TextPattern.of(regex);
    } catch (PatternSyntaxException e) {
      throw new ConfigurationException(
          "parameter '"
              + parameter
              + "' must be a regular expression in RE2's syntax: "
              + e.getMessage(),
          e);
    }
  }

  void read(Collection run, Taker taker) throws IOException {
    var reading = new Reading(taker);
    try (Mailbox mailbox = mailboxes.open(settings)) {
      mailbox.unseen(reading);
    }
    if (!reading.failures.isEmpty()) {
      throw failure(reading.failures);
    }
    if (!reading.taken) {
      run.unchanged("there is no unseen mail that it is for");
    }
  }

  private static FeedException failure(List<FeedException> failures) {
    String messages =
        failures.stream()
            .limit(MOST_NAMED)
            .map(FeedException::getMessage)
            .collect(Collectors.joining("; "));
    int more = failures.size() - MOST_NAMED;
    return new FeedException(
        more > 0 ? messages + "; and " + more + " more mails" : messages, failures.getFirst());
  }

  private final class Reading implements Mailboxes.Reader {
    private final Taker taker;
    private boolean taken;
    private final List<FeedException> failures = new ArrayList<>();

    Reading(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void take(Mail mail) throws IOException {
      if (subject != null && !subject.isIn(mail.subject())) {
        return;
      }
      try (Content content = mail.open()) {
        if (taker.take(mail, content.parts())) {
          mail.markSeen();
          taken = true;
        }
      } catch (FeedException e) {
        failures.add(e);
      }
    }
  }

  /** The same run, for what comes of a part of a mail. */
  static Collection from(Collection run, Mail mail, Part part) {
    return run.from(mail.received(), mail.origin() + "/;SECTION=" + part.number());
  }

  /** Adds what is known of the mail that a report came with. */
  static void describe(Report report, Mail mail) {
    report.add(SUBJECT, mail.subject());
    report.add(FROM, mail.from());
    report.add(MESSAGE_ID, mail.messageId());
    report.add(DATE, mail.date());
  }
}
