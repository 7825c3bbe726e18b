package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.HashMap;
import java.util.Map;

/** A Lambda function. */
final class Function implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("FunctionName", defaultName);
    return new Physical(
        name, Map.of("Arn", ResourceTypes.arn(account, "lambda", "function:" + name)));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    var environment = new HashMap<String, String>();
    Properties variables = properties.map("Environment").map("Variables");
    variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
    deployment.addFunction(
        new Deployment.FunctionSpec(
            physical.ref(),
            properties.text("Code"),
            properties.text("Handler"),
            environment,
            properties.number("Timeout", 3),
            properties.number("MemorySize", 128),
            allowsLoops(properties),
            properties.text("Role")));
  }

  private static boolean allowsLoops(Properties properties) {
    String loop = properties.text("RecursiveLoop", "Terminate");
    return switch (loop) {
      case "Allow" -> true;
      case "Terminate" -> false;
      default -> throw properties.error("RecursiveLoop must be Allow or Terminate, not " + loop);
    };
  }
}
