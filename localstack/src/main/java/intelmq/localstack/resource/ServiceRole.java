package intelmq.localstack.resource;

import intelmq.localstack.iam.Role;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/** A role, which functions and schedules take. */
final class ServiceRole implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("RoleName", defaultName);
    return new Physical(name, Map.of("Arn", arn(name, account.id())));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    deployment.addRole(String.valueOf(physical.attributes().get("Arn")), Role.of(properties));
  }

  /** Roles are of no region. */
  private static String arn(String name, String account) {
    return "arn:aws:iam::" + account + ":role/" + name;
  }
}
