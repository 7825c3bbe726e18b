package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;
import tools.jackson.databind.JsonNode;

final class ControlPlaneTest {
  private static final String MAIL =
      """
      From: IntelMQ <intelmq@example.org>
      To: =?utf-8?Q?B=C3=BCro?= <abuse@example.net>
      Subject: =?utf-8?Q?Ereignisse_f=C3=BCr_Sie?=
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/plain; charset=utf-8

      See attachment.
      --b
      Content-Type: text/csv; charset=utf-8; name="events.csv"
      Content-Disposition: attachment; filename="events.csv"
      Content-Transfer-Encoding: base64

      c291cmNlLmlwCjE5Mi4wLjIuMQo=
      --b--
      """
          .replace("\n", "\r\n");

  @TempDir private Path directory;
  private final List<String> buses = new CopyOnWriteArrayList<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private ControlPlane plane;

  @BeforeEach
  void start() throws IOException {
    plane =
        ControlPlane.start(
            0,
            directory,
            (bus, event) -> {
              buses.add(bus);
              events.add(Json.MAPPER.readTree(event));
            });
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void aParameterHasAValueAndAVersion() {
    try (var ssm = Clients.client(SsmClient.builder(), plane.endpoint())) {
      plane.parameters().put("/stack/a", "1");
      ssm.putParameter(
          p -> p.name("/stack/a").value("2").type(ParameterType.STRING).overwrite(true));
      Parameter parameter = ssm.getParameter(g -> g.name("/stack/a")).parameter();
      assertThat(parameter.value()).isEqualTo("2");
      assertThat(parameter.version()).isEqualTo(2);
      assertThat(parameter.lastModifiedDate()).isNotNull();
      assertThatThrownBy(
              () -> ssm.putParameter(p -> p.name("/stack/a").value("3").type(ParameterType.STRING)))
          .isInstanceOf(ParameterAlreadyExistsException.class);
      assertThatThrownBy(() -> ssm.getParameter(g -> g.name("/stack/b")))
          .isInstanceOf(ParameterNotFoundException.class)
          .hasMessageContaining("/stack/b");
    }
  }

  @Test
  void severalParametersAndThoseMissing() {
    try (var ssm = Clients.client(SsmClient.builder(), plane.endpoint())) {
      plane.parameters().put("/stack/a", "1");
      var answer = ssm.getParameters(g -> g.names("/stack/a", "/stack/b"));
      assertThat(answer.parameters()).extracting(Parameter::value).containsExactly("1");
      assertThat(answer.invalidParameters()).containsExactly("/stack/b");
    }
  }

  @Test
  void parametersOfAPathComeInPages() {
    try (var ssm = Clients.client(SsmClient.builder(), plane.endpoint())) {
      IntStream.range(10, 35).forEach(i -> plane.parameters().put("/stack/feeds/f" + i, "" + i));
      plane.parameters().put("/stack/feeds/f10/deep", "deep");
      plane.parameters().put("/stack/feedsandmore", "no");
      assertThat(ssm.getParametersByPath(g -> g.path("/stack/feeds")).parameters()).hasSize(10);
      assertThat(values(ssm, g -> g.path("/stack/feeds")))
          .containsExactlyElementsOf(IntStream.range(10, 35).mapToObj(Integer::toString).toList());
      assertThat(values(ssm, g -> g.path("/stack/feeds/").recursive(true))).hasSize(26);
    }
  }

  @Test
  void aSecretIsFoundByNameAndArn() {
    try (var secrets = Clients.client(SecretsManagerClient.builder(), plane.endpoint())) {
      plane.secrets().put("feeds/key", "{\"k\": \"v\"}");
      var secret = secrets.getSecretValue(g -> g.secretId("feeds/key"));
      assertThat(secret.secretString()).isEqualTo("{\"k\": \"v\"}");
      assertThat(secret.versionStages()).containsExactly("AWSCURRENT");
      secrets.putSecretValue(p -> p.secretId("feeds/key").secretString("next"));
      assertThat(secrets.getSecretValue(g -> g.secretId(secret.arn())).secretString())
          .isEqualTo("next");
      assertThatThrownBy(() -> secrets.getSecretValue(g -> g.secretId("none")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void anEventIsHandedOnWhole() {
    try (var bridge = Clients.client(EventBridgeClient.builder(), plane.endpoint())) {
      var answer =
          bridge.putEvents(p ->
              p.entries(entry("{\"feed\": \"feodotracker\", \"events\": 3}"), entry("no JSON")));
      assertThat(answer.failedEntryCount()).isEqualTo(1);
      assertThat(answer.entries())
          .extracting(PutEventsResultEntry::errorCode)
          .containsExactly(null, "MalformedDetail");
    }
    assertThat(buses).containsExactly("stack");
    JsonNode event = events.getFirst();
    assertThat(event.path("source").asString()).isEqualTo("intelmq");
    assertThat(event.path("detail-type").asString()).isEqualTo("Report Parsed");
    assertThat(event.path("account").asString()).isEqualTo(LocalAccount.ID);
    assertThat(event.at("/detail/events").asInt()).isEqualTo(3);
    assertThat(event.path("time").asString()).endsWith("Z");
  }

  @Test
  void aMailIsKeptAndCanBeRead() {
    try (var ses = Clients.client(SesV2Client.builder(), plane.endpoint())) {
      String id =
          ses.sendEmail(s -> s.content(c -> c.raw(r -> r.data(SdkBytes.fromUtf8String(MAIL)))))
              .messageId();
      MailBox.Sent sent = plane.mail().sent().getFirst();
      assertThat(sent.id()).isEqualTo(id);
      assertThat(sent.file()).hasContent(MAIL).hasParent(directory).hasExtension("eml");
      assertThat(sent.recipients()).singleElement().asString().contains("abuse@example.net");
      assertThat(sent.mail().subject()).isEqualTo("Ereignisse für Sie");
      assertThat(sent.mail().text()).isEqualTo("See attachment.");
      assertThat(sent.mail().attachments())
          .containsExactly(
              new Mail.Attachment(
                  "events.csv", "text/csv", "", SdkBytes.fromUtf8String("source.ip\n192.0.2.1\n")));
    }
  }

  @Test
  void theEnvelopeGoesBeforeTheHeaders() {
    try (var ses = Clients.client(SesV2Client.builder(), plane.endpoint())) {
      ses.sendEmail(s ->
          s.fromEmailAddress("bounce@example.org")
              .destination(d -> d.toAddresses("other@example.net"))
              .content(c -> c.raw(r -> r.data(SdkBytes.fromUtf8String(MAIL)))));
      assertThat(plane.mail().sent())
          .singleElement()
          .satisfies(sent -> {
            assertThat(sent.sender()).isEqualTo("bounce@example.org");
            assertThat(sent.recipients()).containsExactly("other@example.net");
          });
      assertThatThrownBy(() ->
              ses.sendEmail(s ->
                  s.content(
                      c -> c.raw(r -> r.data(SdkBytes.fromUtf8String("Subject: x\r\n\r\n"))))))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining("recipients");
    }
  }

  @Test
  void anUnknownActionIsNamed() {
    try (var ssm = Clients.client(SsmClient.builder(), plane.endpoint());
        var ses = Clients.client(SesV2Client.builder(), plane.endpoint())) {
      assertThatThrownBy(() -> ssm.describeParameters())
          .isInstanceOfSatisfying(
              SsmException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).startsWith("UnknownOperation"))
          .hasMessageContaining("AmazonSSM.DescribeParameters");
      assertThatThrownBy(() -> ses.getAccount(_ -> {}))
          .hasMessageContaining("GET /v2/email/account");
    }
  }

  private static List<String> values(
      SsmClient ssm, Consumer<GetParametersByPathRequest.Builder> request) {
    return ssm.getParametersByPathPaginator(request).stream()
        .flatMap(page -> page.parameters().stream())
        .map(Parameter::value)
        .toList();
  }

  private static PutEventsRequestEntry entry(String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("stack")
        .source("intelmq")
        .detailType("Report Parsed")
        .detail(detail)
        .build();
  }
}
