package intelmq.ctl;

import intelmq.bot.Verdict;
import intelmq.ctl.Blueprint.Planned;
import intelmq.runtime.ConfiguredBots.Configured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a function's role allows with what the function does: its queues, what its bots
 * refer to, and the services that bots are known to use.
 */
final class PermissionCheck {
  /**
   * What a bot asks of a service.
   *
   * @param resource the ARN behind the service's name; {@code {parameter}} is the bot's
   */
  private record Use(String bot, String action, String resource) {}

  private static final List<Use> USES =
      List.of(
          new Use("expert deduplicator", "dynamodb:PutItem", "dynamodb:%s:%s:table/{table}"),
          new Use("expert deduplicator", "dynamodb:Query", "dynamodb:%s:%s:table/{table}"),
          new Use("output dynamodb", "dynamodb:BatchWriteItem", "dynamodb:%s:%s:table/{table}"),
          new Use("output file", "s3:PutObject", "s3:::{bucket}/events/x"));

  private final Map<String, String> queues;

  /**
   * A check.
   *
   * @param queues ARNs by URL
   */
  PermissionCheck(Map<String, String> queues) {
    this.queues = Map.copyOf(queues);
  }

  /** What is not allowed, a sentence each. */
  List<String> check(Planned planned, List<Configured> bots) {
    var missing = new LinkedHashMap<String, String>();
    planned
        .function()
        .destinations()
        .queues()
        .forEach((path, urls) ->
            urls.stream()
                .map(queues::get)
                .filter(arn -> arn != null && !planned.role().allow("sqs:SendMessage", arn))
                .forEach(arn ->
                    missing.put(
                        arn,
                        "it must not send to "
                            + arn
                            + (path.equals(Verdict.DEFAULT_PATH) ? "" : " (path " + path + ")")
                            + ": name the queue's ARN in Queues")));
    var sentences = new ArrayList<>(missing.values());
    for (Configured bot : bots) {
      for (String reference : BotCheck.references(bot)) {
        unreadable(planned, reference).ifPresent(sentences::add);
      }
      uses(planned, bot).forEach(sentences::add);
    }
    return sentences;
  }

  private static Optional<String> unreadable(Planned planned, String reference) {
    String[] arn = planned.function().arn().split(":", -1);
    String place = ":" + arn[3] + ":" + arn[4] + ":";
    String rest = reference.substring(reference.indexOf(':') + 1);
    String action;
    boolean allowed;
    switch (reference.substring(0, reference.indexOf(':'))) {
      case "ssm" -> {
        action = "ssm:GetParameter";
        allowed = planned.role().allow(action, "arn:aws:ssm" + place + "parameter" + rest);
      }
      case "s3" -> {
        action = "s3:GetObject";
        allowed = planned.role().allow(action, "arn:aws:s3:::" + rest.substring("//".length()));
      }
      default -> {
        // a secret's ARN ends in letters that its name does not tell
        action = "secretsmanager:GetSecretValue";
        allowed = planned.role().allowSome(action);
      }
    }
    return allowed
        ? Optional.empty()
        : Optional.of(
            "it must not read "
                + reference
                + ": name "
                + action
                + " in Actions, and what in Resources");
  }

  private static List<String> uses(Planned planned, Configured bot) {
    String[] arn = planned.function().arn().split(":", -1);
    String name = planned.function().kind().label() + " " + bot.name();
    var missing = new ArrayList<String>();
    for (Use use : USES) {
      String parameter = use.resource().replaceFirst(".*\\{(.*)\\}.*", "$1");
      Object value = bot.parameters().get(parameter);
      if (use.bot().equals(name) && value != null) {
        String resource =
            "arn:aws:"
                + use.resource()
                    .replaceFirst("%s", arn[3])
                    .replaceFirst("%s", arn[4])
                    .replace("{" + parameter + "}", value.toString());
        if (!planned.role().allow(use.action(), resource)) {
          missing.add(
              use.bot()
                  + " needs "
                  + use.action()
                  + " on "
                  + resource
                  + ": name them in Actions and Resources");
        }
      }
    }
    return missing;
  }

  /** The paths that a bot may use; null if that is not known. */
  static @Nullable List<String> paths(StackFunction.Kind kind, Configured bot) {
    return switch (kind) {
      case PARSER -> List.of();
      case EXPERT ->
          switch (bot.name()) {
            case "filter" -> List.of("filter_match", "filter_no_match", "action_other");
            case "deduplicator", "taxonomy", "url" -> List.of();
            default -> null;
          };
      default -> List.of();
    };
  }
}
