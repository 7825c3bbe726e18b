package intelmq.localstack.resource;

import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/** A schedule of EventBridge Scheduler. */
final class Schedule implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("Name", defaultName);
    String group = properties.text("GroupName", "default");
    return new Physical(
        name,
        Map.of("Arn", ResourceTypes.arn(account, "scheduler", "schedule/" + group + "/" + name)));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    if (properties.text("State", "ENABLED").equals("ENABLED")) {
      Properties target = properties.map("Target");
      deployment.addSchedule(
          physical.ref(),
          properties.text("ScheduleExpression"),
          Rule.target(
              target,
              LocalAccount.arn(
                  "scheduler", "schedule-group/" + properties.text("GroupName", "default")),
              target.text("RoleArn")),
          target.text("Input", "{}"));
    }
  }
}
