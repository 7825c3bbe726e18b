package intelmq.localstack.iam;

import java.util.List;

/** What the policies of queues and functions let services do. */
public record ResourcePolicy(List<Statement> statements) {
  /** Takes a copy of the list. */
  public ResourcePolicy {
    statements = List.copyOf(statements);
  }

  /** Decides on what a service wants to do, as {@code events.amazonaws.com}. */
  public Decision decide(String service, Request request) {
    return Statement.decide(
        statements.stream().filter(statement -> statement.isAbout(service, request)).toList());
  }
}
