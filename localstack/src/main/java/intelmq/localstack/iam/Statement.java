package intelmq.localstack.iam;

import intelmq.localstack.template.Properties;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A statement of a policy.
 *
 * @param place where in which resource of the template it is
 * @param except whether it is about all actions but those
 * @param principals the services it is about, in a policy of a resource; {@code *} for everybody
 */
public record Statement(
    String place,
    boolean allows,
    boolean except,
    List<String> actions,
    List<String> resources,
    List<String> principals,
    List<Condition> conditions) {
  private static final String VERSION = "2012-10-17";

  /** Takes copies of the lists. */
  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    principals = List.copyOf(principals);
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads a policy document.
   *
   * @throws intelmq.localstack.template.TemplateException for anything that is not known here, or
   *     that IAM would not take
   */
  public static List<Statement> of(Properties document) {
    document.allowOnly(Set.of("Version", "Statement"));
    if (!document.text("Version").equals(VERSION)) {
      throw document.error("Version must be " + VERSION);
    }
    return document.maps("Statement").stream().map(Statement::read).toList();
  }

  /** What lets the service send from somewhere to a resource. */
  public static Statement permission(
      String place, String service, String action, String resource, String sourceArn) {
    return new Statement(
        place,
        true,
        false,
        List.of(action),
        List.of(resource),
        List.of(service),
        List.of(new Condition(Condition.Operator.ARN_LIKE, "aws:SourceArn", List.of(sourceArn))));
  }

  private static Statement read(Properties statement) {
    statement.allowOnly(
        Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "Condition"));
    String effect = statement.text("Effect");
    if (!Set.of("Allow", "Deny").contains(effect)) {
      throw statement.error("Effect is neither Allow nor Deny: " + effect);
    }
    boolean except = statement.has("NotAction");
    List<String> actions = statement.texts(except ? "NotAction" : "Action");
    if (actions.isEmpty() || (except && statement.has("Action"))) {
      throw statement.error("one of Action and NotAction is needed");
    }
    List<String> resources = statement.texts("Resource");
    for (String resource : resources) {
      if (resource.contains("${") || !(resource.equals("*") || resource.startsWith("arn:"))) {
        throw statement.error("not the ARN of a resource: '" + resource + "'");
      }
    }
    return new Statement(
        statement.place(),
        effect.equals("Allow"),
        except,
        actions,
        resources,
        principals(statement),
        Condition.of(statement.map("Condition")));
  }

  private static List<String> principals(Properties statement) {
    if (Objects.equals(statement.values().get("Principal"), "*")) {
      return List.of("*");
    }
    Properties principal = statement.map("Principal");
    principal.allowOnly(Set.of("Service"));
    return principal.texts("Service");
  }

  /** Whether it speaks of a request. */
  boolean covers(Request request) {
    return actions.stream().anyMatch(action -> isAction(action, request)) != except
        && resources.stream().anyMatch(resource -> Glob.matches(resource, request.resource()))
        && holds(request);
  }

  /** Whether it speaks of a request that a service makes; without resources, of any resource. */
  boolean isAbout(String service, Request request) {
    return (principals.contains("*") || principals.contains(service))
        && actions.stream().anyMatch(action -> isAction(action, request)) != except
        && (resources.isEmpty()
            || resources.stream().anyMatch(resource -> Glob.matches(resource, request.resource())))
        && holds(request);
  }

  private boolean holds(Request request) {
    return conditions.stream().allMatch(condition -> condition.holds(request.context()));
  }

  static boolean isAction(String pattern, Request request) {
    return Glob.matches(
        pattern.toLowerCase(Locale.ROOT), request.action().toLowerCase(Locale.ROOT));
  }

  /** What several statements say: a denial goes before everything. */
  static Decision decide(List<Statement> covering) {
    if (covering.stream().anyMatch(statement -> !statement.allows())) {
      return Decision.DENIED;
    }
    return covering.isEmpty() ? Decision.NOT_ALLOWED : Decision.ALLOWED;
  }
}
