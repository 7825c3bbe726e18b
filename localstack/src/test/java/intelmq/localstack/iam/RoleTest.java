package intelmq.localstack.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoleTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final String OTHER = "arn:aws:sqs:us-east-1:000000000000:other";

  @Test
  void whatNoStatementAllowsIsNotAllowed() {
    Role role = role(statement("Allow", "sqs:SendMessage", QUEUE));
    assertThat(decide(role, "sqs:SendMessage", QUEUE)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role, "SQS:sendmessage", QUEUE)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role, "sqs:SendMessage", OTHER)).isEqualTo(Decision.NOT_ALLOWED);
    assertThat(decide(role, "sqs:ReceiveMessage", QUEUE)).isEqualTo(Decision.NOT_ALLOWED);
  }

  @Test
  void aDenialGoesBeforeEverything() {
    Role role = role(statement("Allow", "sqs:*", "*"), statement("Deny", "sqs:*", OTHER));
    assertThat(decide(role, "sqs:SendMessage", QUEUE)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role, "sqs:SendMessage", OTHER)).isEqualTo(Decision.DENIED);
  }

  @Test
  void allActionsButSome() {
    var statement = new HashMap<>(statement("Allow", "", QUEUE));
    statement.remove("Action");
    statement.put("NotAction", List.of("sqs:Purge*", "s3:*"));
    Role role = role(statement);
    assertThat(decide(role, "sqs:SendMessage", QUEUE)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role, "sqs:PurgeQueue", QUEUE)).isEqualTo(Decision.NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, s3:prefix, state/, state/, true",
    "StringEquals, s3:prefix, state/*, state/a, false",
    "StringLike, s3:prefix, state/*, state/a, true",
    "ArnLike, aws:SourceArn, arn:aws:events:*:1:rule/a*, arn:aws:events:us-east-1:1:rule/abc, true",
    "ArnLike, aws:SourceArn, arn:aws:*:rule/a, arn:aws:events:us-east-1:1:rule/a, false",
    "ArnEquals, aws:SourceArn, arn:aws:events:*:1:rule/a, arn:aws:events:us-east-1:1:rule/a, true",
    "Bool, aws:SecureTransport, false, true, false",
    "Bool, aws:SecureTransport, true, true, true",
  })
  void conditions(String operator, String key, String wanted, String actual, boolean expected) {
    Role role = role(conditional(operator, key, wanted));
    assertThat(role.decide(new Request("sqs:SendMessage", QUEUE, Map.of(key, actual))))
        .isEqualTo(expected ? Decision.ALLOWED : Decision.NOT_ALLOWED);
    assertThat(decide(role, "sqs:SendMessage", QUEUE))
        .as("without the key")
        .isEqualTo(Decision.NOT_ALLOWED);
  }

  @Test
  void whatIsNotKnownIsAnErrorThatNamesRoleAndStatement() {
    assertRefused(conditional("StringEqualsIfExists", "s3:prefix", "x"), "StringEqualsIfExists");
    assertRefused(conditional("StringEquals", "aws:PrincipalTag/team", "x"), "aws:PrincipalTag");
    assertRefused(with("NotResource", "*"), "NotResource");
    assertRefused(with("Effect", "Maybe"), "Maybe");
    assertRefused(with("Resource", "q"), "not the ARN");
    assertRefused(with("Resource", "arn:aws:s3:::b/${aws:username}"), "not the ARN");
    assertRefused(with("NotAction", "s3:*"), "NotAction");
    assertRefused(with("Principal", "*"), "no principal");
  }

  @Test
  void whatWasNeverAllowedIsUnused() {
    Role role =
        role(
            Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("sqs:SendMessage", "sqs:Receive*"),
                "Resource",
                List.of(QUEUE, OTHER)),
            statement("Deny", "s3:*", "*"));
    assertThat(decide(role, "sqs:ReceiveMessage", QUEUE)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(role, "sqs:DeleteMessage", QUEUE)).isEqualTo(Decision.NOT_ALLOWED);
    assertThat(role.unused())
        .containsExactly(
            new Permission("Filter/Role", "sqs:SendMessage", QUEUE),
            new Permission("Filter/Role", "sqs:SendMessage", OTHER),
            new Permission("Filter/Role", "sqs:Receive*", OTHER));
  }

  @Test
  void aRoleIsTakenByTheServiceThatItTrusts() {
    Role role = role(statement("Allow", "sqs:SendMessage", QUEUE));
    assertThat(role.isAssumableBy("lambda.amazonaws.com", Map.of())).isTrue();
    assertThat(role.isAssumableBy("scheduler.amazonaws.com", Map.of())).isFalse();
  }

  private static void assertRefused(Map<String, Object> statement, String message) {
    assertThatThrownBy(() -> role(statement("Allow", "sqs:SendMessage", QUEUE), statement))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Filter/Role")
        .hasMessageContaining("Statement[1]");
  }

  private static Decision decide(Role role, String action, String resource) {
    return role.decide(new Request(action, resource, Map.of()));
  }

  private static Map<String, Object> statement(String effect, String action, String resource) {
    return Map.of("Effect", effect, "Action", action, "Resource", resource);
  }

  private static Map<String, Object> with(String key, String value) {
    var statement = new HashMap<>(statement("Allow", "sqs:SendMessage", QUEUE));
    statement.put(key, value);
    return statement;
  }

  private static Map<String, Object> conditional(String operator, String key, String value) {
    var statement = new HashMap<>(statement("Allow", "sqs:SendMessage", QUEUE));
    statement.put("Condition", Map.of(operator, Map.of(key, value)));
    return statement;
  }

  private static Role role(Map<String, Object> first, Map<String, Object> second) {
    return role(List.of(first, second));
  }

  private static Role role(Map<String, Object> statement) {
    return role(List.of(statement));
  }

  private static Role role(List<Map<String, Object>> statements) {
    return Role.of(
        new Properties(
            "infra/stage.yaml:192: Filter/Role",
            Map.of(
                "AssumeRolePolicyDocument",
                Map.of(
                    "Version",
                    "2012-10-17",
                    "Statement",
                    Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", "lambda.amazonaws.com"),
                        "Action",
                        "sts:AssumeRole")),
                "Policies",
                List.of(
                    Map.of(
                        "PolicyName",
                        "stage",
                        "PolicyDocument",
                        Map.of("Version", "2012-10-17", "Statement", statements))))));
  }
}
