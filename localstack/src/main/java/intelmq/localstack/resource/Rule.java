package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** An EventBridge rule with a pattern. */
final class Rule implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("Name", defaultName);
    return new Physical(name, Map.of("Arn", ResourceTypes.arn(account, "events", "rule/" + name)));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    properties.allowOnly(
        Set.of("Name", "Description", "EventBusName", "EventPattern", "Targets", "State"));
    String pattern = new JsonMapper().writeValueAsString(properties.map("EventPattern").values());
    for (Properties target : properties.maps("Targets")) {
      target.allowOnly(Set.of("Id", "Arn", "RetryPolicy", "DeadLetterConfig"));
      deployment.addRule(
          properties.text("EventBusName", "default"),
          physical.ref() + "/" + target.text("Id"),
          pattern,
          target(target, String.valueOf(physical.attributes().get("Arn")), ""));
    }
  }

  static Deployment.Target target(Properties target, String source, String role) {
    return new Deployment.Target(
        target.text("Arn"), target.map("DeadLetterConfig").text("Arn", ""), source, role);
  }
}
