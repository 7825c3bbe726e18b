package intelmq.ctl.moving;

import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a parameter whose value means something else here.
 *
 * @param value what it is here, null if it is left out
 */
record Special(@Nullable Object value, Moved moved, String reason) {
  /** What becomes of a value; nothing for most parameters. */
  static Optional<Special> of(Draft draft, ParamSpec param, Object value) {
    return switch (Needs.key(draft.spec(), param.name())) {
      case "output file.file" -> Optional.of(key(draft, value.toString()));
      case "output opensearch.elastic_host" ->
          value instanceof List<?> hosts ? Optional.of(host(hosts)) : Optional.empty();
      case "output opensearch.ssl_ca_certificate" ->
          missing("the environment's SSL_CERT_FILE names one");
      case "expert jinja.fields" ->
          namesFile(value)
              ? missing("templates stand in the parameter: write those of files there")
              : Optional.empty();
      default ->
          param.name().endsWith("verify_cert") && isPath(param, value)
              ? missing("the environment's SSL_CERT_FILE names authorities")
              : Optional.empty();
    };
  }

  private static Optional<Special> missing(String reason) {
    return Optional.of(new Special(null, Moved.MISSING, "is left out: " + reason));
  }

  void apply(Draft draft, String parameter) {
    if (value != null) {
      draft.put(parameter, value);
    }
    draft.say(parameter, moved, reason);
  }

  /** A path on a disk becomes the beginning of keys in the bucket. */
  private static Special key(Draft draft, String path) {
    int place = path.indexOf('{');
    int slash = (place < 0 ? path : path.substring(0, place)).lastIndexOf('/');
    String folder = "events/" + draft.place();
    return new Special(
        place < 0 ? folder : folder + "/" + path.substring(slash + 1),
        Moved.DIFFERENT,
        "objects of the bucket of events take its place, below " + folder + "/");
  }

  private static Special host(List<?> hosts) {
    return new Special(
        hosts.isEmpty() ? null : String.valueOf(hosts.getFirst()),
        hosts.size() == 1 ? Moved.CARRIED : Moved.DIFFERENT,
        hosts.size() == 1 ? "" : "one address only: the first of them");
  }

  private static boolean namesFile(Object value) {
    return value instanceof Map<?, ?> map
        && map.values().stream().anyMatch(text -> String.valueOf(text).startsWith("file:"));
  }

  private static boolean isPath(ParamSpec param, Object value) {
    return param.type() == ParamType.BOOLEAN && value.toString().startsWith("/");
  }
}
