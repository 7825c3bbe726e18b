package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;

final class AwsClientsTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key");

  @ParameterizedTest
  @CsvSource({
    "SQS, http://192.0.2.1:1, http://192.0.2.1:1",
    "S3, http://192.0.2.1:1, http://192.0.2.1:1",
    "DYNAMODB, http://192.0.2.1:1, http://192.0.2.1:1",
    "SESV2, http://192.0.2.1:1, http://192.0.2.1:1",
    "SSM, http://192.0.2.1:1, http://192.0.2.1:1",
    "SECRETS_MANAGER, http://192.0.2.1:1, http://192.0.2.1:1",
    "EVENTBRIDGE, http://192.0.2.1:1, http://192.0.2.1:1",
    "EVENTBRIDGE, '', http://192.0.2.2:2",
  })
  void aServicesOwnEndpointComesFirst(String service, String own, URI expected) {
    try (var clients =
        clients(
            Map.of("AWS_ENDPOINT_URL", "http://192.0.2.2:2", "AWS_ENDPOINT_URL_" + service, own))) {
      assertThat(client(clients, service).serviceClientConfiguration().endpointOverride())
          .contains(expected);
    }
  }

  @Test
  void withoutAnEndpointTheServiceOfTheRegionIsMeant() {
    try (var clients = clients(Map.of())) {
      assertThat(clients.sqs().serviceClientConfiguration().endpointOverride()).isEmpty();
      assertThat(clients.sqs().serviceClientConfiguration().region().id()).isEqualTo("eu-west-1");
    }
  }

  @Test
  void aClientIsBuiltOnce() {
    try (var clients = clients(Map.of())) {
      assertThat(clients.s3()).isSameAs(clients.s3());
    }
  }

  @Test
  void credentialsAreTheEnvironments() {
    try (var clients = clients(Map.of("AWS_SESSION_TOKEN", "token"))) {
      assertThat(clients.credentials().resolveCredentials())
          .isEqualTo(AwsSessionCredentials.create("id", "key", "token"));
    }
  }

  @Test
  void aRestoredSnapshotAsksForItsCredentials() {
    try (var clients =
        clients(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://192.0.2.3/credentials"))) {
      assertThat(clients.credentials()).isInstanceOf(DefaultCredentialsProvider.class);
    }
  }

  @Test
  void aRegionMayBeMissing() {
    try (var clients = new AwsClients(Map.of("AWS_REGION", ""))) {
      assertThat(clients.region()).isEqualTo(Optional.empty());
    }
  }

  static AwsClients clients(Map<String, String> more) {
    var environment = new HashMap<>(KEYS);
    environment.putAll(more);
    return new AwsClients(environment);
  }

  private static AwsClient client(AwsClients clients, String service) {
    return switch (service) {
      case "SQS" -> clients.sqs();
      case "S3" -> clients.s3();
      case "DYNAMODB" -> clients.dynamoDb();
      case "SESV2" -> clients.ses();
      case "SSM" -> clients.ssm();
      case "SECRETS_MANAGER" -> clients.secrets();
      case "EVENTBRIDGE" -> clients.eventBridge();
      default -> throw new IllegalArgumentException(service);
    };
  }
}
