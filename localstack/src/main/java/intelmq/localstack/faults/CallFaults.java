package intelmq.localstack.faults;

import intelmq.localstack.front.Answer;
import intelmq.localstack.front.Call;
import intelmq.localstack.front.Filter;
import intelmq.localstack.front.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets calls of functions fail by a plan, and environments end with a call. */
final class CallFaults implements Filter {
  private static final Set<Service> DOWNSTREAMS =
      Set.of(Service.S3, Service.DYNAMODB, Service.ES, Service.SES);

  /** As often as the SDK repeats a call. */
  private static final int OFTEN = 3;

  private static final Duration SLOW = Duration.ofMillis(350);

  /** Delays are simulated: a quarter of what they are in an account, but not less than a second. */
  private static final int SPEED = 4;

  private final Disturber disturber;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  CallFaults(Disturber disturber) {
    this.disturber = disturber;
  }

  @Override
  public Answer call(Call call, Chain next) throws IOException {
    if (call.caller().isPoller()) {
      return next.proceed(call);
    }
    String environment = call.caller().id();
    if (disturber.isDead(environment)) {
      throw new IOException("the environment " + environment + " is lost");
    }
    var found = disturber.life(environment);
    if (found.isEmpty()) {
      return next.proceed(call);
    }
    Life life = found.get();
    int number = life.nextCall();
    if (life.endsAt(number, false)) {
      life.kill();
      throw new IOException("lost before " + call);
    }
    if (life.endsByTimeout()) {
      sleep();
    }
    Answer answer = disturb(life, call, next);
    if (life.endsAt(number, true)) {
      life.kill();
    }
    if (!life.alive()) {
      throw new IOException("lost after " + call);
    }
    return answer;
  }

  private Answer disturb(Life life, Call call, Chain next) throws IOException {
    FaultPlan plan = disturber.plan();
    Service service = call.service();
    String operation = call.caller().function() + "/" + service.prefix() + ":" + call.operation();
    boolean isOutput = disturber.isOutput(call.caller().function());
    if (isOutput && disturber.outages().isDown(service)) {
      return refuse(call, plan, operation);
    }
    if (life.spared() || plan.done()) {
      refusals.remove(life.name() + operation);
      return next.proceed(faster(call));
    }
    String name =
        life.name() + "/" + service.prefix() + ":" + call.operation() + "/" + life.next(operation);
    if (refusals.merge(life.name() + operation, -1, Integer::sum) >= 0) {
      return refuse(call, plan, name);
    }
    // a thousand of these belong to one message
    double rate = call.operation().equals("PutItem") ? 0.05 : 1;
    if (isOutput
        && DOWNSTREAMS.contains(service)
        && plan.strikes(FaultKind.OUTAGE, name, 0.008 * rate)) {
      disturber
          .outages()
          .begin(service, Duration.ofMillis(1000 + plan.choose("outage", name, 2500)));
      return refuse(call, plan, name);
    }
    if (plan.strikes(FaultKind.REFUSED, name, 0.03 * rate)) {
      return refuse(call, plan, name);
    }
    if (plan.strikes(FaultKind.REFUSED_OFTEN, name, 0.012 * rate)) {
      refusals.put(life.name() + operation, OFTEN);
      return refuse(call, plan, name);
    }
    if (plan.strikes(FaultKind.NOT_ARRIVED, name, 0.02 * rate)) {
      throw new IOException("the call did not arrive");
    }
    if (plan.strikes(FaultKind.ANSWER_LOST, name, 0.03 * rate)) {
      next.proceed(faster(call));
      throw new IOException("the answer was lost");
    }
    if (PartialResult.isPossible(call) && plan.strikes(FaultKind.PARTIAL, name, 0.06)) {
      return PartialResult.of(faster(call), next, item -> plan.choose("item", name + item, 3) == 0);
    }
    return next.proceed(faster(call));
  }

  private static Answer refuse(Call call, FaultPlan plan, String name) {
    boolean throttled = plan.choose("refusal", name, 2) == 0;
    String why = throttled ? "slow down" : "an internal error";
    return switch (call.service()) {
      case S3 ->
          throttled
              ? Answer.error(call, 503, "SlowDown", why)
              : Answer.error(call, 500, "InternalError", why);
      case DYNAMODB ->
          throttled
              ? Answer.error(call, 400, "ProvisionedThroughputExceededException", why)
              : Answer.error(call, 500, "InternalServerError", why);
      case SES ->
          throttled
              ? Answer.error(call, 429, "TooManyRequestsException", why)
              : Answer.error(call, 500, "InternalServiceErrorException", why);
      case ES ->
          throttled
              ? Answer.error(call, 429, "rejected_execution_exception", why)
              : Answer.error(call, 503, "service_unavailable", why);
      case SQS, SSM, SECRETSMANAGER, EVENTS ->
          throttled
              ? Answer.error(call, 400, "ThrottlingException", why)
              : Answer.error(call, 500, "InternalFailure", why);
    };
  }

  private static Call faster(Call call) {
    if (!call.operation().equals("SendMessageBatch")) {
      return call;
    }
    JsonNode body = call.json();
    boolean delayed = false;
    for (JsonNode entry : body.path("Entries")) {
      int delay = entry.path("DelaySeconds").asInt(0);
      if (delay > 0 && entry instanceof ObjectNode object) {
        object.put("DelaySeconds", (delay + SPEED - 1) / SPEED);
        delayed = true;
      }
    }
    return delayed ? call.withJson(body) : call;
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(SLOW);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
