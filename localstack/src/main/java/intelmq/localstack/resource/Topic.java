package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/** An SNS topic; nothing is published locally, for there are no alarms. */
final class Topic implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("TopicName", defaultName);
    String arn = ResourceTypes.arn(account, "sns", name);
    return new Physical(arn, Map.of("TopicArn", arn, "TopicName", name));
  }
}
