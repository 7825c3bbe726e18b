package intelmq.localstack.iam;

import intelmq.localstack.template.Properties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A role: who may take it, what it may do, and what of that it ever did. */
public final class Role {
  private final String name;
  private final ResourcePolicy trust;
  private final List<Statement> statements;
  private final Set<Permission> used = ConcurrentHashMap.newKeySet();

  /**
   * A permission as it is written.
   *
   * @param role its name in the template
   * @param action as written, wildcards included
   * @param resource as written, wildcards included
   */
  public record Permission(String role, String action, String resource) {
    @Override
    public String toString() {
      return role + " " + action + " " + resource;
    }
  }

  private Role(String name, ResourcePolicy trust, List<Statement> statements) {
    this.name = name;
    this.trust = trust;
    this.statements = statements;
  }

  /**
   * Reads a role of the template.
   *
   * @throws intelmq.localstack.template.TemplateException for anything that is not known here; it
   *     names role and statement
   */
  public static Role of(Properties role) {
    role.allowOnly(
        Set.of("RoleName", "Description", "AssumeRolePolicyDocument", "Policies", "Tags"));
    var statements = new ArrayList<Statement>();
    for (Properties policy : role.maps("Policies")) {
      policy.allowOnly(Set.of("PolicyName", "PolicyDocument"));
      for (Statement statement : Statement.of(policy.map("PolicyDocument"))) {
        if (statement.resources().isEmpty() || !statement.principals().isEmpty()) {
          throw policy.error(
              "a role's statement has resources and no principal: " + statement.place());
        }
        statements.add(statement);
      }
    }
    // without the file, and the line in it
    String name = role.place().replaceFirst(".*: ", "");
    return new Role(
        name,
        new ResourcePolicy(Statement.of(role.map("AssumeRolePolicyDocument"))),
        List.copyOf(statements));
  }

  /** Its name in the template. */
  public String name() {
    return name;
  }

  /** Whether a service may take it. */
  public boolean isAssumableBy(String service, Map<String, String> context) {
    return trust.decide(service, new Request("sts:AssumeRole", name, context)) == Decision.ALLOWED;
  }

  /** Decides on a request; what was allowed is taken for used. */
  public Decision decide(Request request) {
    List<Statement> covering =
        statements.stream().filter(statement -> statement.covers(request)).toList();
    Decision decision = Statement.decide(covering);
    if (decision == Decision.ALLOWED) {
      covering.forEach(statement -> use(statement, request));
    }
    return decision;
  }

  /** What it may do and never did. */
  public List<Permission> unused() {
    var unused = new ArrayList<Permission>();
    for (Statement statement : statements) {
      if (statement.allows()) {
        unused.addAll(permissions(statement));
      }
    }
    unused.removeAll(new HashSet<>(used));
    return unused.stream().distinct().toList();
  }

  private void use(Statement statement, Request request) {
    permissions(statement).stream()
        .filter(permission ->
            Statement.isAction(permission.action(), request) != statement.except()
                && Glob.matches(permission.resource(), request.resource()))
        .forEach(used::add);
  }

  private List<Permission> permissions(Statement statement) {
    return statement.actions().stream()
        .flatMap(action ->
            statement.resources().stream().map(resource -> new Permission(name, action, resource)))
        .toList();
  }
}
