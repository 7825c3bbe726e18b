package intelmq.ctl;

import intelmq.localstack.iam.Glob;
import intelmq.localstack.template.Properties;
import java.util.ArrayList;
import java.util.List;

/** What a role allows; conditions are taken for met. */
record Permissions(List<Statement> statements) {
  /** A role that allows nothing. */
  static final Permissions NONE = new Permissions(List.of());

  /** Takes a copy of the list. */
  Permissions {
    statements = List.copyOf(statements);
  }

  /** What a statement allows. */
  record Statement(List<String> actions, List<String> resources) {
    Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }

    boolean allows(String action, String resource) {
      return actions.stream().anyMatch(pattern -> Glob.matches(pattern, action))
          && resources.stream().anyMatch(pattern -> Glob.matches(pattern, resource));
    }
  }

  static Permissions of(Properties role) {
    var statements = new ArrayList<Statement>();
    for (Properties policy : role.maps("Policies")) {
      for (Properties statement : policy.map("PolicyDocument").maps("Statement")) {
        if (statement.text("Effect", "").equals("Allow")) {
          statements.add(new Statement(statement.texts("Action"), statement.texts("Resource")));
        }
      }
    }
    return new Permissions(statements);
  }

  /** Whether an action on a resource, by its ARN, is allowed. */
  boolean allow(String action, String resource) {
    return statements.stream().anyMatch(statement -> statement.allows(action, resource));
  }

  /** Whether an action is allowed on anything at all. */
  boolean allowSome(String action) {
    return statements.stream()
        .anyMatch(statement ->
            statement.actions().stream().anyMatch(pattern -> Glob.matches(pattern, action)));
  }
}
