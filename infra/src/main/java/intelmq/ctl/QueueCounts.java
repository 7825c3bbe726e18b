package intelmq.ctl;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The messages of a queue, as nearly as SQS tells.
 *
 * @param visible those that wait for a function
 * @param inFlight those that a function works on
 * @param delayed those that wait for their time
 */
record QueueCounts(long visible, long inFlight, long delayed) {
  /** The counts of a queue. */
  static QueueCounts of(SqsClient sqs, String url) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(request ->
                request
                    .queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return new QueueCounts(
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  /** All of them. */
  long total() {
    return visible + inFlight + delayed;
  }

  /** The counts for programs. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("visible", visible);
    json.put("in_flight", inFlight);
    json.put("delayed", delayed);
    return json;
  }
}
