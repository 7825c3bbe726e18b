package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/**
 * A resource that needs nothing locally but its name.
 *
 * @param service of its ARN
 * @param prefix of its ARN's last part
 * @param nameProperty the property with its name; empty for none
 */
record Named(String service, String prefix, String nameProperty) implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = nameProperty.isEmpty() ? defaultName : properties.text(nameProperty, defaultName);
    return new Physical(name, Map.of("Arn", ResourceTypes.arn(account, service, prefix + name)));
  }
}
