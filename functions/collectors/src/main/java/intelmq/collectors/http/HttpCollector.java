package intelmq.collectors.http;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Http;
import intelmq.bot.port.Uris;
import intelmq.collectors.archive.Format;
import intelmq.collectors.content.Contents;
import intelmq.collectors.content.FileSelection;
import intelmq.collectors.content.NewContent;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a report from a web server.
 *
 * <p>What has not changed since last time, by ETag, Last-Modified or content, is no report. A zip
 * archive is always unpacked; each of its files is a report. The bytes of a report are the
 * server's.
 */
@Bot(
    name = "http",
    upstream = "intelmq.bots.collectors.http.collector_http",
    ignored = {"rate_limit"})
public final class HttpCollector implements Collector {
  private static final Field FILE_NAME = Field.extra("file_name");

  private final Config config;
  private final Http http;
  private final Harmonization harmonization;
  private final HttpSettings settings;
  private final UrlTemplate url;
  private final @Nullable Signatures signatures;
  private final Contents contents;

  /** The parameters. */
  public record Config(
      @Param("Address of the report.") String httpUrl,
      @Param(
              value =
                  "Whether `{time[%Y-%m-%d]}` in the address stands for the time (UTC) that the"
                      + " run was scheduled for; or what to add to it: `{days: -1}`.",
              byDefault = "false")
          Object httpUrlFormatting,
      @Param(
              "Whether tar, gzip and bzip2 are unpacked, too: `true`, or the names of the files"
                  + " that are wanted.")
          @Nullable Object extractFiles,
      @Param(
              value =
                  "Most bytes of a zip or tar, which needs room among the temporary files; a single"
                      + " compressed file needs none.",
              byDefault = "419430400",
              min = 1)
          long maxArchiveBytes,
      @Param(
              value =
                  "Whether a report is taken only if it has an OpenPGP signature by a key of"
                      + " `gpg_keyring`.",
              byDefault = "false")
          boolean verifyPgpSignatures,
      @Param("Address of the signature, which stands apart from the report.")
          @Nullable String signatureUrl,
      @Param(value = "As `http_url_formatting`, for `signature_url`.", byDefault = "false")
          Object signatureUrlFormatting,
      @Param("The keys that may sign, as `gpg --export` writes them, or a reference (`s3://…`).")
          @Nullable Source gpgKeyring,
      @Param("As `ssl_client_cert`, before which it goes.") @Nullable Secret sslClientCertificate,
      HttpSettings http,
      FeedInfo feed) {}

  /** A collector. */
  public HttpCollector(Config config, Http http, Databases databases, Harmonization harmonization) {
    this.config = config;
    this.http = http;
    this.harmonization = harmonization;
    settings = config.http().withClientCertificate(config.sslClientCertificate());
    url = new UrlTemplate("http_url", config.httpUrl(), config.httpUrlFormatting());
    signatures =
        config.verifyPgpSignatures() ? Signatures.of(config, http, settings, databases) : null;
    contents =
        new Contents(
            FileSelection.of(config.extractFiles()),
            Set.of(Format.ZIP),
            "extract_files is set",
            config.maxArchiveBytes(),
            config.http().maxBytes());
  }

  @Override
  public void collect(Collection run) throws IOException {
    URI uri = url.at(run.scheduled());
    var last = new Validators(Uris.withoutUser(uri), run.state());
    Http.Request request = last.applyTo(Http.Request.get(uri));
    try (Http.Response response = http.send(request, settings)) {
      if (response.status() == 304 && last.exist()) {
        run.unchanged("the server says that it has not changed");
        return;
      }
      if (response.status() / 100 != 2) {
        throw new FeedException(Uris.shown(uri) + " answers with status " + response.status());
      }
      InputStream body =
          signatures == null
              ? response.body()
              : signatures.check(response.body(), uri, run.scheduled());
      var content = new NewContent(body, last.hash());
      try {
        contents.store(run, Uris.shown(uri), content, file -> report(uri, file));
      } catch (IOException e) {
        if (!content.isKnown()) {
          throw e;
        }
        run.unchanged("the content is the same as last time");
      }
      last.remember(response, content.hash());
    }
  }

  private Report report(URI uri, @Nullable String fileName) {
    Report report = config.feed().report(harmonization);
    report.add(Fields.FEED_URL, Uris.withoutUser(uri));
    report.add(FILE_NAME, fileName);
    return report;
  }
}
