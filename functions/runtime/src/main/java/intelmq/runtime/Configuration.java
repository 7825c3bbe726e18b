package intelmq.runtime;

import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a function was configured with when its environment started or loaded it again: kept as an
 * object {@code configurations/<stage>/<yyyy-MM-dd>-<hash>.json} in the bucket of reports, so that
 * it can be said later by what an event went through.
 */
public final class Configuration {
  private final Map<String, Object> content;
  private final String hash;

  /**
   * The configuration of an environment.
   *
   * @param kind of its bots
   * @param bot the document that names its bots; references within stay what they are
   * @param harmonization the file with the deployment's fields, empty for the standard ones
   */
  public Configuration(Environment environment, String kind, String bot, String harmonization) {
    content = new LinkedHashMap<>();
    content.put("stage", environment.stage());
    content.put("kind", kind);
    content.put("bot", bot);
    content.put("destinations", environment.find("DESTINATIONS").orElse(""));
    content.put("harmonization", harmonization);
    hash = LargeEvents.hash(Json.text(content));
  }

  /** The first twelve digits of its SHA-256. */
  public String hash() {
    return hash;
  }

  /** Keeps it in a bucket, once a day; only logs that it could not. */
  public void keep(Storage storage, String bucket, InstantSource clock, Log log) {
    var started = clock.instant();
    String key =
        "configurations/%s/%s-%s.json"
            .formatted(content.get("stage"), LocalDate.ofInstant(started, ZoneOffset.UTC), hash);
    var kept = new LinkedHashMap<>(content);
    kept.put("started", started.toString());
    try {
      storage.putNew(
          bucket, key, Json.text(kept).getBytes(StandardCharsets.UTF_8), "application/json");
    } catch (IOException e) {
      log.error("the configuration could not be kept", e);
    }
  }
}
