package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/** An EventBridge bus, which is there once a rule is on it. */
final class EventBus implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("Name", defaultName);
    return new Physical(
        name,
        Map.of("Name", name, "Arn", ResourceTypes.arn(account, "events", "event-bus/" + name)));
  }
}
