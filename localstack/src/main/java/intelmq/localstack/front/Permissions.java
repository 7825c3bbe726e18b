package intelmq.localstack.front;

import intelmq.localstack.iam.Decision;
import intelmq.localstack.iam.Request;
import intelmq.localstack.iam.Role;
import intelmq.localstack.server.LocalAccount;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Refuses the calls that the role of the calling function does not allow, as IAM does.
 *
 * <p>Calls count as made by TLS, which they are not: no policy's {@code Deny} without it applies.
 */
public final class Permissions implements Filter {
  private static final int NOT_FOUND = 404;

  private final Function<String, Optional<Role>> roles;
  private final BiConsumer<Caller, String> refusals;

  /**
   * Permissions by the roles of functions.
   *
   * @param roles by a function's name
   * @param refusals hears who was refused what
   */
  public Permissions(Function<String, Optional<Role>> roles, BiConsumer<Caller, String> refusals) {
    this.roles = roles;
    this.refusals = refusals;
  }

  @Override
  public Answer call(Call call, Chain next) throws IOException {
    Optional<Role> role = roles.apply(call.caller().function());
    Optional<List<Need>> needs = Need.of(call);
    if (role.isEmpty() || needs.isEmpty()) {
      return refuse(
          call,
          role.isEmpty()
              ? "The function " + call.caller().function() + " has no role"
              : "The local cloud does not know what permissions "
                  + call.service().prefix()
                  + " "
                  + call.operation()
                  + " needs");
    }
    for (Need need : needs.get()) {
      Decision decision = decide(role.get(), need);
      if (decision != Decision.ALLOWED) {
        return refuse(call, explain(call, need, decision));
      }
    }
    Answer answer = next.proceed(call);
    boolean read = call.operation().equals("GetObject") || call.operation().equals("HeadObject");
    return read && answer.status() == NOT_FOUND ? missing(call, role.get(), answer) : answer;
  }

  /** Who may not list a bucket is not told what is not in it. */
  private Answer missing(Call call, Role role, Answer answer) {
    String bucket = "arn:aws:s3:::" + S3Target.of(call.target()).bucket();
    var list = new Need("s3:ListBucket", List.of(bucket), Map.of());
    Decision decision = decide(role, list);
    return decision == Decision.ALLOWED
        ? answer
        : refuse(call, "There is no such object, and " + explain(call, list, decision));
  }

  private static Decision decide(Role role, Need need) {
    var context = new HashMap<>(need.context());
    context.put("aws:SecureTransport", "true");
    Decision decision = Decision.NOT_ALLOWED;
    for (String resource : need.resources()) {
      Decision one = role.decide(new Request(need.action(), resource, context));
      if (one != Decision.NOT_ALLOWED) {
        decision = one;
      }
      if (one == Decision.DENIED) {
        break;
      }
    }
    return decision;
  }

  private static String explain(Call call, Need need, Decision decision) {
    return "User: arn:aws:sts::"
        + LocalAccount.ID
        + ":assumed-role/"
        + call.caller().function()
        + " is not authorized to perform: "
        + need.action()
        + " on resource: "
        + String.join(" or ", need.resources())
        + (decision == Decision.DENIED
            ? " with an explicit deny in an identity-based policy"
            : " because no identity-based policy allows the " + need.action() + " action");
  }

  private Answer refuse(Call call, String message) {
    refusals.accept(call.caller(), call.operation() + ": " + message);
    return switch (call.service()) {
      case S3 -> Answer.error(call, 403, "AccessDenied", message);
      case SQS, SES, ES -> Answer.error(call, 403, "AccessDeniedException", message);
      case DYNAMODB, SSM, SECRETSMANAGER, EVENTS ->
          Answer.error(call, 400, "AccessDeniedException", message);
    };
  }
}
