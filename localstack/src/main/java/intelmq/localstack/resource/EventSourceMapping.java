package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.List;
import java.util.Set;

/** Has a function read a queue. */
final class EventSourceMapping implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    return new Physical(defaultName);
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    properties.allowOnly(
        Set.of(
            "EventSourceArn",
            "FunctionName",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "ScalingConfig",
            "Enabled"));
    if (!properties.texts("FunctionResponseTypes").equals(List.of("ReportBatchItemFailures"))) {
      throw properties.error("FunctionResponseTypes must be ReportBatchItemFailures");
    }
    deployment.addEventSource(
        properties.text("EventSourceArn"),
        properties.text("FunctionName"),
        properties.number("BatchSize", 10),
        properties.number("MaximumBatchingWindowInSeconds", 0));
  }
}
