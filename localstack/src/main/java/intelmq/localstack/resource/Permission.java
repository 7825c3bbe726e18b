package intelmq.localstack.resource;

import intelmq.localstack.iam.Statement;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.List;
import java.util.Set;

/** Lets a rule invoke a function, or everybody by its address. */
final class Permission implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    return new Physical(defaultName);
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    if (properties.text("Principal").equals("*")) {
      // whoever knows the function's address
      properties.allowOnly(
          Set.of(
              "FunctionName",
              "Action",
              "Principal",
              "FunctionUrlAuthType",
              "InvokedViaFunctionUrl"));
      return;
    }
    properties.allowOnly(Set.of("FunctionName", "Action", "Principal", "SourceArn"));
    deployment.addPolicy(
        List.of(
            Statement.permission(
                properties.place(),
                properties.text("Principal"),
                properties.text("Action"),
                LocalAccount.arn("lambda", "function:" + properties.text("FunctionName")),
                properties.text("SourceArn"))));
  }
}
