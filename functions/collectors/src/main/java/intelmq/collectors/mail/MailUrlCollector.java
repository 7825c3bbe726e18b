package intelmq.collectors.mail;

import com.google.re2j.Matcher;
import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.ImapSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Mailboxes.Mail;
import intelmq.bot.port.Mailboxes.Part;
import intelmq.bot.port.Uris;
import intelmq.collectors.content.Chunks;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.harmonization.TextPattern;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches reports from addresses in the texts of mails in a mailbox that were not seen yet: of each
 * plain text the first address that a regular expression finds.
 *
 * <p>A mail with such an address is marked as seen once all its reports are stored, other mails are
 * left alone. A mail that cannot be read, or whose report cannot be fetched, stays unseen and is an
 * error of every run; the others are stored.
 */
@Bot(
    name = "mail_url",
    upstream = "intelmq.bots.collectors.mail.collector_mail_url",
    ignored = {"rate_limit"})
public final class MailUrlCollector implements Collector {
  private static final Field FILE_NAME = Field.extra("file_name");

  /** Of a text; addresses stand at its beginning, or are for nobody to find. */
  private static final int MOST_TEXT = 1 << 20;

  private static final Pattern NAME = Pattern.compile("filename=(?:\"([^\"]+)\"|([^\";]+))");

  private final Config config;
  private final Http http;
  private final HttpSettings settings;
  private final Harmonization harmonization;
  private final Inbox inbox;
  private final TextPattern address;

  /** The parameters. */
  public record Config(
      ImapSettings mail,
      @Param("Regular expression that is searched in the subject; any mail is meant without it.")
          @Nullable String subjectRegex,
      @Param(
              value = "Regular expression of the addresses; what it finds is fetched.",
              byDefault = "https?://[!-;=?-~]+")
          String urlRegex,
      @Param(
              value =
                  "Bytes after which what is fetched is cut into several reports, at the end of a"
                      + " line; without it it is one report, of any size.",
              min = 1,
              max = Chunks.MAX_SIZE)
          @Nullable Integer chunkSize,
      @Param(
              value = "Whether each of them begins with the first line of what is fetched.",
              byDefault = "true")
          boolean chunkReplicateHeader,
      @Param("As `ssl_client_cert`, before which it goes.") @Nullable Secret sslClientCertificate,
      HttpSettings http,
      FeedInfo feed) {}

  /** A collector. */
  public MailUrlCollector(
      Config config, Mailboxes mailboxes, Http http, Harmonization harmonization) {
    this.config = config;
    this.http = http;
    this.harmonization = harmonization;
    settings = config.http().withClientCertificate(config.sslClientCertificate());
    inbox = new Inbox(mailboxes, config.mail(), config.subjectRegex());
    address = Inbox.pattern("url_regex", config.urlRegex());
  }

  @Override
  public void collect(Collection run) throws IOException {
    inbox.read(run, (mail, parts) -> take(run, mail, parts));
  }

  private boolean take(Collection run, Mail mail, List<Part> parts) throws IOException {
    boolean any = false;
    for (Part part : parts) {
      if (part.type().equals("text/plain") && part.isInline()) {
        Matcher found = address.find(text(part));
        if (found != null) {
          any = true;
          fetch(Inbox.from(run, mail, part), mail, found.group().strip());
        }
      }
    }
    return any;
  }

  private void fetch(Collection run, Mail mail, String found) throws IOException {
    URI uri;
    try {
      uri = Uris.parse(found);
    } catch (IllegalArgumentException e) {
      throw new FeedException(mail.name() + ": " + e.getMessage(), e);
    }
    try (Http.Response response = http.send(Http.Request.get(uri), settings)) {
      if (response.status() / 100 != 2) {
        throw new FeedException(
            mail.name() + ": " + Uris.shown(uri) + " answers with status " + response.status());
      }
      String name = name(response, uri);
      Supplier<Report> report = () -> report(mail, uri, name);
      Integer size = config.chunkSize();
      if (size == null) {
        run.store(report.get(), response.body());
      } else {
        new Chunks(size, config.chunkReplicateHeader()).store(run, report, response.body());
      }
    }
  }

  private Report report(Mail mail, URI uri, String name) {
    Report report = config.feed().report(harmonization);
    report.add(Fields.FEED_URL, Uris.withoutUser(uri));
    report.add(FILE_NAME, name);
    Inbox.describe(report, mail);
    return report;
  }

  /** The name that the server gives the file, or the end of the address. */
  private static String name(Http.Response response, URI uri) {
    Optional<MatchResult> given =
        NAME.matcher(response.header("Content-Disposition").orElse("")).results().findFirst();
    if (given.isPresent()) {
      return Optional.ofNullable(given.get().group(1)).orElse(given.get().group(2)).strip();
    }
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String text(Part part) throws IOException {
    try (InputStream in = part.open()) {
      return new String(in.readNBytes(MOST_TEXT), charset(part.charset()));
    }
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
