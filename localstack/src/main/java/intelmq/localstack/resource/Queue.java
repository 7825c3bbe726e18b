package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

/** An SQS queue, with its dead-letter queue and visibility timeout. */
final class Queue implements ResourceType {
  private final String queues;

  Queue(String queues) {
    this.queues = queues;
  }

  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("QueueName", defaultName);
    String url = queues + "/" + account.id() + "/" + name;
    return new Physical(
        url,
        Map.of("Arn", ResourceTypes.arn(account, "sqs", name), "QueueName", name, "QueueUrl", url));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    properties.allowOnly(
        Set.of(
            "QueueName",
            "VisibilityTimeout",
            "MessageRetentionPeriod",
            "MaximumMessageSize",
            "SqsManagedSseEnabled",
            "RedrivePolicy",
            "Tags"));
    var attributes = new HashMap<QueueAttributeName, String>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        Integer.toString(properties.number("VisibilityTimeout", 30)));
    if (properties.has("RedrivePolicy")) {
      Properties redrive = properties.map("RedrivePolicy");
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          new JsonMapper()
              .writeValueAsString(
                  Map.of(
                      "deadLetterTargetArn", redrive.text("deadLetterTargetArn"),
                      "maxReceiveCount", redrive.number("maxReceiveCount", 5))));
    }
    String name = String.valueOf(physical.attributes().get("QueueName"));
    deployment.sqs().createQueue(request -> request.queueName(name).attributes(attributes));
  }
}
