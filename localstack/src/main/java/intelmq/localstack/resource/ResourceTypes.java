package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.PhysicalNames;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import java.util.Map;
import java.util.Optional;

/** All types that the templates use; any other is an error of the expansion. */
public final class ResourceTypes implements PhysicalNames {
  private final Map<String, ResourceType> types;

  /**
   * The types.
   *
   * @param queues where the queues are: their URLs are their physical ids
   */
  public ResourceTypes(String queues) {
    this(queues, "http://functions.invalid");
  }

  /**
   * The types.
   *
   * @param queues where the queues are
   * @param functions where functions have their addresses
   */
  public ResourceTypes(String queues, String functions) {
    types =
        Map.ofEntries(
            Map.entry("AWS::DynamoDB::Table", new Table()),
            Map.entry("AWS::Events::EventBus", new EventBus()),
            Map.entry("AWS::Events::Rule", new Rule()),
            Map.entry("AWS::IAM::Role", new ServiceRole()),
            Map.entry("AWS::Lambda::EventSourceMapping", new EventSourceMapping()),
            Map.entry("AWS::Lambda::Function", new Function()),
            Map.entry("AWS::Lambda::Permission", new Permission()),
            Map.entry("AWS::Lambda::Url", new FunctionUrl(functions)),
            Map.entry("AWS::S3::Bucket", new Bucket()),
            Map.entry("AWS::SQS::Queue", new Queue(queues)),
            Map.entry("AWS::SQS::QueuePolicy", new QueuePolicy()),
            Map.entry("AWS::SSM::Parameter", new Parameter()),
            Map.entry("AWS::Scheduler::Schedule", new Schedule()),
            // what guards, logs or shows has no effect here, but a name
            Map.entry("AWS::CloudWatch::Alarm", new Named("cloudwatch", "alarm:", "AlarmName")),
            Map.entry(
                "AWS::CloudWatch::Dashboard",
                new Named("cloudwatch", "dashboard/", "DashboardName")),
            Map.entry("AWS::Lambda::EventInvokeConfig", new Named("lambda", "config:", "")),
            Map.entry("AWS::Logs::LogGroup", new Named("logs", "log-group:", "LogGroupName")),
            Map.entry("AWS::S3::BucketPolicy", new Named("s3", "policy/", "")),
            Map.entry("AWS::SNS::Subscription", new Named("sns", "subscription:", "")),
            Map.entry("AWS::SNS::Topic", new Topic()),
            Map.entry("AWS::SNS::TopicPolicy", new Named("sns", "policy:", "")),
            Map.entry(
                "AWS::Scheduler::ScheduleGroup",
                new Named("scheduler", "schedule-group/", "Name")));
  }

  @Override
  public Optional<Physical> of(
      String type, String defaultName, Properties properties, Account account) {
    return Optional.ofNullable(types.get(type))
        .map(t -> t.physical(defaultName, properties, account));
  }

  /** Creates a resource. */
  public void create(Resource resource, Deployment deployment) {
    ResourceType type = types.get(resource.type());
    if (type == null) {
      throw resource.properties().error(resource.type() + " is not supported");
    }
    type.create(resource.properties(), resource.physical(), deployment);
  }

  static String arn(Account account, String service, String resource) {
    return "arn:aws:" + service + ":" + account.region() + ":" + account.id() + ":" + resource;
  }
}
