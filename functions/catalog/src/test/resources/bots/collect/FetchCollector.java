package bots.collect;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.harmonization.Harmonization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a report by {@code
 * GET} &amp; stores it. Redirects are followed, <b>within</b> limits:
 *
 * <ul>
 *   <li>see {@link intelmq.bot.port.Http}
 *   <li>see <a href="https://example.org/">the
 *       guide</a>
 * </ul>
 *
 * <p>The end:
 *
 * <pre>{@code
 * first line
 *   second line
 * }</pre>
 *
 * @see Collector
 */
@Bot(
    name = "fetch",
    upstream = "intelmq.bots.collectors.fetch.collector",
    ignored = {"logging_level", "ssl_client_certificate"})
public final class FetchCollector implements Collector {
  private final Config config;
  private final Http http;
  private final InstantSource clock;

  public record Config(
      FeedInfo feed,
      @Param(value = "Where it is, or `a|b`.", pattern = "https?://.+") String httpUrl,
      @Param(value = "How to ask.", byDefault = "get") Method method,
      @Param("How to ask else.") @Nullable Method otherMethod,
      @Param(value = "What to leave out.", byDefault = "[a.b, c]") List<String> skip,
      @Param("What to take.") @Nullable List<String> take,
      @Param(value = "Labels.", byDefault = "{\"a\": \"1\"}") Map<String, String> labels,
      @Param("More labels.") @Nullable Map<String, String> moreLabels,
      @Param(value = "Rules.", byDefault = "{}") Map<String, Object> rules,
      @Param("More rules.") @Nullable Map<String, Object> moreRules,
      @Param(value = "Anything.", byDefault = "5") Object anything,
      @Param("Or nothing.") @Nullable Object nothing,
      @Param(value = "Lines.", name = "LINES", min = 1) int lines,
      @Param(value = "Most lines.", byDefault = "-1") int most,
      @Param("Fewest lines.") @Nullable Integer fewest,
      @Param("Characters.") @Nullable Long characters,
      @Param("Share.") @Nullable Double share,
      @Param("Whether to be strict.") @Nullable Boolean strict,
      @Param(value = "What separates columns.", byDefault = "','") String delimiter,
      @Param("The key.") Secret apiKey,
      HttpSettings settings) {}

  public enum Method {
    GET,
    POST_FORM
  }

  public FetchCollector(Config config, Http http, InstantSource clock) {
    this.config = config;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public void collect(Collection run) throws IOException {
    run.store(
        config.feed.report(Harmonization.standard()),
        new ByteArrayInputStream(toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return config + " " + http + " " + clock;
  }
}
