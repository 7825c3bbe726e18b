package intelmq.ctl;

import intelmq.harmonization.Json;
import intelmq.runtime.aws.AwsClients;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What functions were configured with at a time: objects {@code
 * configurations/<stage>/<yyyy-MM-dd>-<hash>.json} in the bucket of reports; where there is none,
 * what is deployed now.
 */
final class DeployedThen {
  private final Installation installation;
  private final AwsClients clients;
  private final InstantSource clock;

  DeployedThen(Installation installation, AwsClients clients, InstantSource clock) {
    this.installation = installation;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * A configuration.
   *
   * @param started when an environment started with it; empty for that of now
   * @param document as BOT
   * @param bots what it makes
   */
  record Configuration(
      StackFunction.Kind kind, String started, String document, DeployedBots bots) {
    /** What it is called in messages. */
    String text() {
      return started.isEmpty() ? "as deployed now" : "as deployed " + started;
    }
  }

  /**
   * A stage's configuration.
   *
   * @param hash which one it was; empty if that is not known
   * @param time when it worked
   * @return nothing if there is no such stage, then or now
   */
  Optional<Configuration> find(String stage, String hash, Instant time) {
    Optional<Map<?, ?>> kept = kept(stage, hash, time);
    if (kept.isPresent()) {
      return kept.map(this::configuration);
    }
    return installation.stages().stream()
        .filter(function -> function.stage().equals(stage))
        .findFirst()
        .map(function ->
            new Configuration(
                function.kind(),
                "",
                function.variable("BOT"),
                DeployedBots.of(function, clients, clock)));
  }

  private Configuration configuration(Map<?, ?> kept) {
    var kind = StackFunction.Kind.valueOf(text(kept, "kind").toUpperCase(Locale.ROOT));
    Object destinations = kept.get("destinations");
    return new Configuration(
        kind,
        text(kept, "started"),
        text(kept, "bot"),
        new DeployedBots(
            kind,
            text(kept, "bot"),
            destinations instanceof Map<?, ?> map ? Json.text(map) : text(kept, "destinations"),
            text(kept, "harmonization"),
            clients,
            clock));
  }

  /** The one of this hash; else the last that had started by then, or the first after. */
  private Optional<Map<?, ?>> kept(String stage, String hash, Instant time) {
    String bucket = installation.bucket("reports");
    List<String> keys =
        installation
            .s3()
            .listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix("configurations/" + stage + "/"))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    if (!hash.isEmpty()) {
      Optional<Map<?, ?>> known =
          keys.stream()
              .filter(key -> key.endsWith("-" + hash + ".json"))
              .findFirst()
              .flatMap(key -> read(bucket, key));
      if (known.isPresent()) {
        return known;
      }
    }
    List<Map<?, ?>> all = new ArrayList<>();
    keys.forEach(key -> read(bucket, key).ifPresent(all::add));
    all.sort(Comparator.comparing(map -> text(map, "started")));
    List<Map<?, ?>> before =
        all.stream().filter(map -> text(map, "started").compareTo(time.toString()) <= 0).toList();
    return before.isEmpty() ? all.stream().findFirst() : Optional.of(before.getLast());
  }

  private Optional<Map<?, ?>> read(String bucket, String key) {
    String json =
        installation
            .s3()
            .getObjectAsBytes(request -> request.bucket(bucket).key(key))
            .asUtf8String();
    return Json.tryParse(json) instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
  }

  private static String text(Map<?, ?> map, String name) {
    return map.get(name) instanceof String text ? text : "";
  }
}
