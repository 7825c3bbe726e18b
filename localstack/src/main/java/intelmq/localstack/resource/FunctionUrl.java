package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/**
 * The address of a function, for everybody.
 *
 * @param server where all addresses are
 */
record FunctionUrl(String server) implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String arn = properties.text("TargetFunctionArn");
    return new Physical(
        arn, Map.of("FunctionArn", arn, "FunctionUrl", server + "/url/" + name(arn) + "/"));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    if (!properties.text("AuthType").equals("NONE")) {
      throw properties.error("AuthType must be NONE here");
    }
    deployment.addUrl(name(physical.ref()));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
