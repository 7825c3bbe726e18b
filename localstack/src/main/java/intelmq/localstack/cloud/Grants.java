package intelmq.localstack.cloud;

import intelmq.localstack.iam.Decision;
import intelmq.localstack.iam.Request;
import intelmq.localstack.iam.ResourcePolicy;
import intelmq.localstack.iam.Role;
import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.iam.Statement;
import intelmq.localstack.resource.Deployment.Target;
import intelmq.localstack.server.LocalAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who may do what in a stack: the roles of functions and schedules, the policies of queues. */
final class Grants {
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Map<String, String> functions = new ConcurrentHashMap<>();
  private final List<Statement> policies = new CopyOnWriteArrayList<>();

  void addRole(String arn, Role role) {
    roles.put(arn, role);
  }

  void addPolicy(List<Statement> statements) {
    policies.addAll(statements);
  }

  /**
   * Gives a function its role.
   *
   * @throws IllegalStateException when there is none, or it is not for functions
   */
  void assign(String function, String roleArn) {
    Role role = roles.get(roleArn);
    if (role == null || !role.isAssumableBy("lambda.amazonaws.com", Map.of())) {
      throw new IllegalStateException(function + " cannot take the role " + roleArn);
    }
    functions.put(function, roleArn);
  }

  /** A function's role. */
  Optional<Role> role(String function) {
    return Optional.ofNullable(functions.get(function)).map(roles::get);
  }

  /** Whether a rule or a schedule may send to its target. */
  boolean mayDeliver(Target target) {
    boolean queue = target.arn().contains(":sqs:");
    String action = queue ? "sqs:SendMessage" : "lambda:InvokeFunction";
    Map<String, String> context =
        Map.of(
            "aws:SourceAccount",
            LocalAccount.ID,
            "aws:SourceArn",
            target.source(),
            "aws:SecureTransport",
            "true");
    var request = new Request(action, target.arn(), context);
    if (target.roleArn().isEmpty()) {
      return new ResourcePolicy(policies).decide("events.amazonaws.com", request)
          == Decision.ALLOWED;
    }
    Role role = roles.get(target.roleArn());
    return role != null
        && role.isAssumableBy("scheduler.amazonaws.com", context)
        && role.decide(request) == Decision.ALLOWED;
  }

  /** Whether Lambda may put what a function failed at into a queue, as the function's role says. */
  boolean mayReport(String function, String queueArn) {
    return role(function)
        .map(role -> role.decide(new Request("sqs:SendMessage", queueArn, Map.of())))
        .filter(Decision.ALLOWED::equals)
        .isPresent();
  }

  /** What roles may do and was never done. */
  List<Permission> unused() {
    return roles.values().stream().flatMap(role -> role.unused().stream()).toList();
  }
}
