package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;

/** A parameter in Parameter Store. */
final class Parameter implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    return new Physical(properties.text("Name", defaultName));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    deployment.putParameter(physical.ref(), properties.text("Value"));
  }
}
