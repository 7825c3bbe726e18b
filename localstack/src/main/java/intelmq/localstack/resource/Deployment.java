package intelmq.localstack.resource;

import intelmq.localstack.iam.Role;
import intelmq.localstack.iam.Statement;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What resources are created in: the servers of the local cloud, and its functions, rules and
 * schedules.
 */
public interface Deployment {
  /** The server of queues. */
  SqsClient sqs();

  /** The server of objects. */
  S3Client s3();

  /** The server of tables. */
  DynamoDbClient dynamoDb();

  /** Has EventBridge told of new objects in a bucket. */
  void announceObjects(String bucket);

  /** Stores a parameter. */
  void putParameter(String name, String value);

  /** Adds a rule to a bus: matching events go to the target. */
  void addRule(String bus, String name, String pattern, Target target);

  /** Adds a schedule, which sends an input to a target. */
  void addSchedule(String name, String expression, Target target, String input);

  /** Adds a role. */
  void addRole(String arn, Role role);

  /** Adds what services may do with resources. */
  void addPolicy(List<Statement> statements);

  /** Adds a function. */
  void addFunction(FunctionSpec function);

  /** Gives a function an address. */
  void addUrl(String function);

  /** Has a function read a queue. */
  void addEventSource(String queueArn, String function, int batchSize, int windowSeconds);

  /**
   * Where events go.
   *
   * @param arn of a queue or a function
   * @param deadLetterArn the queue for what cannot be delivered; empty for none
   * @param source ARN of the rule, or of the schedule's group, that sends
   * @param roleArn the role that a schedule takes for it; empty for a rule, which the target allows
   */
  record Target(String arn, String deadLetterArn, String source, String roleArn) {}

  /**
   * A function to add.
   *
   * @param code its jar
   * @param environment its variables
   * @param memory in MB
   * @param allowsLoops whether it may invoke itself on and on, through a queue
   * @param role its ARN
   */
  record FunctionSpec(
      String name,
      String code,
      String handler,
      Map<String, String> environment,
      int timeoutSeconds,
      int memory,
      boolean allowsLoops,
      String role) {
    /** Takes a copy of the map. */
    public FunctionSpec {
      environment = Map.copyOf(environment);
    }
  }
}
