package intelmq.collectors.shadowserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.bot.port.Http.Request;
import intelmq.bot.port.Http.Response;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Fetches reports from the API of the Shadowserver Foundation: those of today and the two days
 * before that were not fetched yet.
 *
 * <p>A report that cannot be had is asked for again by the next run, the others are stored. The
 * interface is described at `https://github.com/The-Shadowserver-Foundation/api_utils/wiki`.
 */
@Bot(
    name = "shadowserver_reports_api",
    upstream = "intelmq.bots.collectors.shadowserver.collector_reports_api",
    ignored = {
      "rate_limit",
      "redis_cache_host",
      "redis_cache_port",
      "redis_cache_db",
      "redis_cache_password"
    })
public final class ShadowserverReportsCollector implements Collector {
  private static final Field FILE_NAME = Field.extra("file_name");
  private static final int DAYS_BACK = 2;
  private static final int MOST_LIST = 50_000_000;
  private static final String DONE = "done:";

  private final Config config;
  private final Http http;
  private final Harmonization harmonization;

  /** The parameters. */
  public record Config(
      @Param("The key of the API.") Secret apiKey,
      @Param("The secret that requests are signed with.") Secret secret,
      @Param("The mailing lists of reports that are wanted; all without it.")
          @Nullable List<String> reports,
      @Param("The types of reports that are wanted; all without it.") @Nullable List<String> types,
      @Param("A further mailing list: the country's.") @Nullable String country,
      @Param(
              value = "Seconds for which is remembered what was fetched.",
              byDefault = "864000",
              min = 259_200)
          int redisCacheTtl,
      @Param(
              value = "Address of the API.",
              byDefault = "https://transform.shadowserver.org/api2/",
              pattern = "https?://.*/")
          String apiUrl,
      @Param(
              value = "Address that reports are fetched from.",
              byDefault = "https://dl.shadowserver.org/",
              pattern = "https?://.*/")
          String downloadUrl,
      HttpSettings http,
      FeedInfo feed) {}

  /** A collector. */
  public ShadowserverReportsCollector(Config config, Http http, Harmonization harmonization) {
    this.config = config;
    this.http = http;
    this.harmonization = harmonization;
  }

  @Override
  public void collect(Collection run) throws IOException {
    long forgotten = run.scheduled().getEpochSecond() - config.redisCacheTtl();
    run.state()
        .entrySet()
        .removeIf(entry ->
            entry.getKey().startsWith(DONE) && Long.parseLong(entry.getValue()) < forgotten);
    int stored = 0;
    FeedException failure = null;
    for (Listed report : list(LocalDate.ofInstant(run.scheduled(), ZoneOffset.UTC))) {
      if (run.state().containsKey(DONE + report.file())) {
        continue;
      }
      try {
        fetch(report, run);
        stored++;
        run.state().put(DONE + report.file(), Long.toString(run.scheduled().getEpochSecond()));
      } catch (FeedException e) {
        failure = e;
      }
    }
    if (stored == 0 && failure != null) {
      throw failure;
    }
    if (stored == 0) {
      run.unchanged("there is no report that was not fetched before");
    }
  }

  /** A report that can be fetched. */
  private record Listed(String id, String file) {}

  private List<Listed> list(LocalDate today) throws IOException {
    var wanted = new ArrayList<String>(config.reports() == null ? List.of() : config.reports());
    if (config.country() != null) {
      wanted.add(config.country());
    }
    var query = new LinkedHashMap<String, Object>();
    query.put("apikey", config.apiKey().reveal());
    query.put("date", today.minusDays(DAYS_BACK) + ":" + today);
    if (!wanted.isEmpty()) {
      query.put("reports", wanted);
    }
    byte[] body = Json.text(query).getBytes(UTF_8);
    var headers = Map.of("HMAC2", signature(body), "Content-Type", "application/json");
    URI uri = URI.create(config.apiUrl() + "reports/list");
    try (Response response =
        http.send(new Request("POST", uri, headers, ByteBuffer.wrap(body), null), config.http())) {
      String answer = new String(response.body().readNBytes(MOST_LIST), UTF_8);
      if (response.status() / 100 != 2) {
        throw new FeedException(uri + " answers with status " + response.status());
      }
      return listed(Json.tryParse(answer), uri);
    }
  }

  /** An empty answer is an object, not a list. */
  private List<Listed> listed(@Nullable Object answer, URI uri) throws FeedException {
    if (answer instanceof Map<?, ?> map && map.isEmpty()) {
      return List.of();
    }
    if (!(answer instanceof List<?> list)) {
      throw new FeedException(uri + ": expected a JSON list of reports");
    }
    var reports = new ArrayList<Listed>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)
          || !(map.get("id") instanceof String id)
          || !(map.get("file") instanceof String file)
          || !id.matches("[\\w-]+")) {
        throw new FeedException(uri + ": expected reports with id and file");
      }
      if (config.types() == null || config.types().contains(String.valueOf(map.get("type")))) {
        reports.add(new Listed(id, file.endsWith(".csv") ? file : file + ".csv"));
      }
    }
    return reports;
  }

  private void fetch(Listed listed, Collection run) throws IOException {
    URI uri = URI.create(config.downloadUrl() + listed.id());
    try (Response response = http.send(Request.get(uri), config.http())) {
      if (response.status() / 100 != 2) {
        throw new FeedException(
            "report " + listed.file() + ": " + uri + " answers with status " + response.status());
      }
      Report report = config.feed().report(harmonization);
      report.add(FILE_NAME, listed.file());
      try (InputStream content = response.body()) {
        run.store(report, content);
      }
    }
  }

  private String signature(byte[] body) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(config.secret().reveal().getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
