package intelmq.ctl;

import intelmq.runtime.Destinations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * A function of a stack as it is deployed.
 *
 * @param stage its block's name for it, for instance {@code feodotracker-parser}
 * @param name the function's name, {@code <stack>-<stage>}
 * @param environment its variables: STAGE, BOT, DESTINATIONS, QUEUE_URL and so on
 */
record StackFunction(
    String stage, Kind kind, String name, String arn, Map<String, String> environment) {
  private static final String HANDLERS = "intelmq.lambda.";

  /** Takes a copy of the map. */
  StackFunction {
    environment = Map.copyOf(environment);
  }

  /** What functions do, in the order in which reports and events go through them. */
  enum Kind {
    COLLECTOR,
    PARSER,
    EXPERT,
    OUTPUT,
    /** What looks after the others, for instance the statistics. */
    SERVICE;

    /** The kind's name for users. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String handler) {
      return Arrays.stream(values())
          .filter(kind -> handler.equalsIgnoreCase(HANDLERS + kind.name() + "Function"))
          .findFirst()
          .orElse(SERVICE);
    }
  }

  static StackFunction of(FunctionConfiguration function, String stack) {
    Map<String, String> environment = function.environment().variables();
    String name = function.functionName();
    return new StackFunction(
        environment.getOrDefault(
            "STAGE", name.substring(Math.min(name.length(), stack.length() + 1))),
        Kind.of(function.handler() == null ? "" : function.handler()),
        name,
        function.functionArn(),
        environment);
  }

  /** A variable; empty if it is not set. */
  String variable(String variable) {
    return environment.getOrDefault(variable, "");
  }

  /** The feed of a collector or a parser. */
  Optional<String> feed() {
    return Optional.ofNullable(environment.get("FEED")).filter(feed -> !feed.isEmpty());
  }

  /** The queue that it reads; collectors have none. */
  Optional<String> queueUrl() {
    return Optional.ofNullable(environment.get("QUEUE_URL")).filter(url -> !url.isEmpty());
  }

  /** Where its paths lead; none for collectors and outputs. */
  Destinations destinations() {
    String destinations = variable("DESTINATIONS");
    return destinations.isEmpty() ? new Destinations(Map.of()) : Destinations.parse(destinations);
  }

  /** Whether a user means it: by the name of its stage, of its function, or of its feed. */
  boolean answersTo(String wanted) {
    return stage.equals(wanted) || name.equals(wanted) || feed().orElse("").equals(wanted);
  }

  /** The stages that each path leads to. */
  Map<String, List<String>> paths(String stack) {
    var paths = new TreeMap<String, List<String>>();
    destinations()
        .queues()
        .forEach(
            (path, urls) -> paths.put(path, urls.stream().map(url -> stage(url, stack)).toList()));
    return paths;
  }

  private static String stage(String url, String stack) {
    String queue = Destinations.nameOf(url);
    return queue.startsWith(stack + "-") ? queue.substring(stack.length() + 1) : queue;
  }

  /** The stages that it sends to, each once. */
  List<String> next(String stack) {
    return paths(stack).values().stream().flatMap(List::stream).distinct().toList();
  }
}
