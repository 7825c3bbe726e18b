package intelmq.localstack.resource;

import intelmq.localstack.iam.Statement;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Set;

/** What services may do with queues; each statement names the queue. */
final class QueuePolicy implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    return new Physical(defaultName);
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    properties.allowOnly(Set.of("Queues", "PolicyDocument"));
    deployment.addPolicy(Statement.of(properties.map("PolicyDocument")));
  }
}
