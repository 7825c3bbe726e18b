package intelmq.localstack.iam;

import java.util.Map;

/**
 * What is to be allowed.
 *
 * @param action as {@code sqs:SendMessage}
 * @param resource an ARN
 * @param context condition keys and their values
 */
public record Request(String action, String resource, Map<String, String> context) {
  /** Takes a copy of the map. */
  public Request {
    context = Map.copyOf(context);
  }
}
