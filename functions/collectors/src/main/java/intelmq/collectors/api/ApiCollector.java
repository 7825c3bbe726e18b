package intelmq.collectors.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collection.Posted;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.Secret;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * Takes reports that others send: the body of each {@code POST} to {@code /intelmq/push} of the
 * function's own address is one.
 *
 * <p>Who sends must have the token, as {@code Authorization: Bearer …}; others learn nothing but
 * that. The answer is JSON: {@code {"reports": ["<id>"]}} once the report is stored, else {@code
 * {"error": "…"}}. Lambda takes bodies of up to 6 MB. A body that is sent twice is two reports.
 */
@Bot(
    name = "api",
    upstream = "intelmq.bots.collectors.api.collector_api",
    ignored = {"port", "use_socket", "socket_path", "socket_perms", "socket_group"})
public final class ApiCollector implements Collector {
  private static final String PATH = "/intelmq/push";
  private static final String PROVIDER = "APICollector";

  private final Config config;
  private final Harmonization harmonization;

  /** The parameters. */
  public record Config(
      @Param("What whoever sends reports must know.") Secret token, FeedInfo feed) {}

  /** A collector. */
  public ApiCollector(Config config, Harmonization harmonization) {
    this.config = config;
    this.harmonization = harmonization;
  }

  @Override
  public void collect(Collection run) throws IOException {
    Posted posted = run.posted();
    if (posted == null) {
      throw new FeedException("reports are posted to it: it needs Push instead of a Schedule");
    }
    if (!mayPost(posted)) {
      posted.refuse(401, "the token is missing or wrong");
    } else if (!posted.path().equals(PATH)) {
      posted.refuse(404, "reports are posted to " + PATH);
    } else if (!posted.method().equals("POST")) {
      posted.refuse(405, "reports are sent by POST");
    } else {
      Report report = config.feed().report(harmonization);
      report.addIfAbsent(Fields.FEED_PROVIDER, PROVIDER);
      run.store(report, posted.body());
    }
  }

  private boolean mayPost(Posted posted) throws IOException {
    String token = config.token().reveal();
    String given = posted.header("Authorization").orElse("");
    // takes as long whatever is wrong
    return !token.isBlank()
        && MessageDigest.isEqual(given.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8));
  }
}
