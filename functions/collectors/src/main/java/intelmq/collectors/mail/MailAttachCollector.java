package intelmq.collectors.mail;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Mailboxes.Mail;
import intelmq.bot.port.Mailboxes.Part;
import intelmq.collectors.content.Contents;
import intelmq.collectors.content.FileSelection;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.harmonization.TextPattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes attachments of the mails in a mailbox that were not seen yet as reports.
 *
 * <p>A mail with an attachment that is wanted is marked as seen once all of them are stored, other
 * mails are left alone. A mail that cannot be read, or exceeds a bound, stays unseen and is an
 * error of every run; the others are stored.
 */
@Bot(
    name = "mail_attach",
    upstream = "intelmq.bots.collectors.mail.collector_mail_attach",
    ignored = {"http_verify_cert", "rate_limit"})
public final class MailAttachCollector implements Collector {
  private static final Field FILE_NAME = Field.extra("file_name");

  private final FeedInfo feed;
  private final Harmonization harmonization;
  private final Inbox inbox;
  private final TextPattern attachment;
  private final Contents contents;

  /** The parameters. */
  public record Config(
      ImapSettings mail,
      @Param("Regular expression that is searched in the subject; any mail is meant without it.")
          @Nullable String subjectRegex,
      @Param(
              value = "Regular expression that is searched in the names of attachments.",
              byDefault = "csv.zip")
          String attachRegex,
      @Param(
              value =
                  "Whether attachments are unpacked (zip, tar, gzip, bzip2): `true`, or the names of"
                      + " the files that are wanted.",
              byDefault = "true")
          Object extractFiles,
      @Param(value = "Old name of `extract_files`, where that is `false`.", byDefault = "false")
          boolean attachUnzip,
      @Param(
              value = "Most bytes of what an attachment holds, unpacked.",
              byDefault = "5368709120",
              min = 1)
          long maxBytes,
      FeedInfo feed) {}

  /** A collector. */
  public MailAttachCollector(Config config, Mailboxes mailboxes, Harmonization harmonization) {
    this.feed = config.feed();
    this.harmonization = harmonization;
    this.inbox = new Inbox(mailboxes, config.mail(), config.subjectRegex());
    this.attachment = Inbox.pattern("attach_regex", config.attachRegex());
    FileSelection files = FileSelection.of(config.extractFiles());
    this.contents =
        new Contents(
            files.unpack() || !config.attachUnzip() ? files : FileSelection.of(true),
            Set.of(),
            "is to be unpacked (extract_files)",
            config.mail().maxMailBytes(),
            config.maxBytes());
  }

  @Override
  public void collect(Collection run) throws IOException {
    inbox.read(run, (mail, parts) -> take(run, mail, parts));
  }

  private boolean take(Collection run, Mail mail, List<Part> parts) throws IOException {
    boolean any = false;
    for (Part part : parts) {
      String name = part.fileName();
      if (name != null && attachment.isIn(name)) {
        any = true;
        try (InputStream in = part.open()) {
          contents.store(
              Inbox.from(run, mail, part),
              part.name(),
              in,
              file -> report(mail, contents.files().unpack() ? file : name));
        }
      }
    }
    return any;
  }

  private Report report(Mail mail, @Nullable String fileName) {
    Report report = feed.report(harmonization);
    report.add(FILE_NAME, fileName);
    Inbox.describe(report, mail);
    return report;
  }
}
