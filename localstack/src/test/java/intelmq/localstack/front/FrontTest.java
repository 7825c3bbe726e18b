package intelmq.localstack.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.ServerSettings;
import intelmq.localstack.server.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.ssm.SsmClient;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS's own clients through a front whose last filter each test may set. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class FrontTest {
  private static final String BUCKET = "reports";

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private Filter filter = (call, next) -> next.proceed(call);
  private Servers servers;
  private Front front;
  private Caller caller;
  private SqsClient sqs;
  private S3Client s3;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, InterruptedException {
    servers =
        Servers.start(
            ServerSettings.in(directory, directory)
                .without(Set.of(Kind.TABLES, Kind.SEARCH, Kind.FEEDS)),
            _ -> {});
    front = Front.start(servers);
    front.add((call, next) -> {
      calls.add(call);
      return filter.call(call, next);
    });
    caller = front.callers().environment("intelmq-filter");
    sqs = client(SqsClient.builder(), front.endpoint(Kind.QUEUES), caller.key());
    s3 =
        client(S3Client.builder().forcePathStyle(true), front.endpoint(Kind.OBJECTS), caller.key());
    try (S3Client own =
        client(S3Client.builder().forcePathStyle(true), servers.endpoint(Kind.OBJECTS), "own")) {
      own.createBucket(b -> b.bucket(BUCKET));
    }
  }

  @AfterEach
  void reset() {
    filter = (call, next) -> next.proceed(call);
    calls.clear();
  }

  @AfterAll
  void close() {
    sqs.close();
    s3.close();
    front.close();
    servers.close();
  }

  @Test
  void aCallSaysWhoCallsWhat() {
    String url = queue("who");
    sqs.sendMessage(m -> m.queueUrl(url).messageBody("eins"));
    s3.putObject(p -> p.bucket(BUCKET).key("who"), RequestBody.fromString("zwei"));
    try (var ssm = client(SsmClient.builder(), front.endpoint(Kind.CONTROL), caller.key())) {
      servers.controlPlane().parameters().put("/a", "drei");
      assertThat(ssm.getParameter(p -> p.name("/a")).parameter().value()).isEqualTo("drei");
    }
    assertThat(calls)
        .extracting(Call::toString)
        .containsExactly(
            "sqs SendMessage by intelmqfilterG1",
            "s3 PutObject by intelmqfilterG1",
            "ssm GetParameter by intelmqfilterG1");
    assertThat(calls.getFirst().json().path("MessageBody").asString()).isEqualTo("eins");
    assertThat(receive(url)).containsExactly("eins");
  }

  @Test
  void anUnknownKeyIsRefused() {
    try (var stranger = client(SqsClient.builder(), front.endpoint(Kind.QUEUES), "stranger")) {
      assertThatThrownBy(stranger::listQueues)
          .isInstanceOf(SqsException.class)
          .hasMessageContaining("knows no function by the access key");
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void aFilterAnswersInsteadOfTheServer() {
    String url = queue("answered");
    filter = (call, _) -> Answer.error(call, 400, "ThrottlingException", "slower");
    assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("x")))
        .isInstanceOfSatisfying(
            SqsException.class,
            e -> {
              assertThat(e.isThrottlingException()).isTrue();
              assertThat(e).hasMessageContaining("slower");
            });
    filter = (call, _) -> Answer.error(call, 503, "SlowDown", "slower & slower");
    assertThatThrownBy(() -> s3.listObjectsV2(l -> l.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(503);
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("slower & slower");
            });
    // a client that is refused before it has sent the body reads no more than the status
    assertThatThrownBy(
            () -> s3.putObject(p -> p.bucket(BUCKET).key("x"), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    filter = (call, next) -> next.proceed(call);
    assertThat(receive(url)).isEmpty();
  }

  @Test
  void anAnswerGetsLost() {
    String url = queue("lost");
    filter =
        (call, next) -> {
          var _ = next.proceed(call);
          throw new IOException("lost");
        };
    assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("x")))
        .isInstanceOf(SdkClientException.class);
    filter = (call, next) -> next.proceed(call);
    assertThat(receive(url)).isNotEmpty().containsOnly("x");
  }

  @Test
  void aCallNeverArrives() {
    String url = queue("never");
    filter =
        (_, _) -> {
          throw new IOException("never");
        };
    assertThatThrownBy(() -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("x")))
        .isInstanceOf(SdkClientException.class);
    assertThatThrownBy(
            () -> s3.putObject(p -> p.bucket(BUCKET).key("n"), RequestBody.fromString("x")))
        // which the SDK does not try again while it waits for leave to send the body
        .isInstanceOf(UncheckedIOException.class);
    filter = (call, next) -> next.proceed(call);
    assertThat(receive(url)).isEmpty();
  }

  @Test
  void aCallIsForwardedTwice() {
    String url = queue("twice");
    filter =
        (call, next) -> {
          var _ = next.proceed(call);
          return next.proceed(call);
        };
    sqs.sendMessage(m -> m.queueUrl(url).messageBody("x"));
    filter = (call, next) -> next.proceed(call);
    assertThat(receive(url)).containsExactly("x", "x");
  }

  /** As a service that throttles within a batch does. */
  @Test
  void someOfABatchFail() {
    String url = queue("batch");
    filter =
        (call, next) -> {
          ObjectNode request = (ObjectNode) call.json();
          String refused = request.path("Entries").path(1).path("Id").asString();
          ((ArrayNode) request.path("Entries")).remove(1);
          Answer answer = next.proceed(call.withJson(request));
          ObjectNode result = (ObjectNode) answer.json();
          result
              .withArray("Failed")
              .addObject()
              .put("Id", refused)
              .put("Code", "Throttled")
              .put("SenderFault", false);
          return answer.withJson(result);
        };
    var result =
        sqs.sendMessageBatch(b ->
            b.queueUrl(url)
                .entries(List.of(entry("a", "one"), entry("b", "two"), entry("c", "three"))));
    assertThat(result.successful()).hasSize(2);
    assertThat(result.failed()).extracting(BatchResultErrorEntry::id).containsExactly("b");
    filter = (call, next) -> next.proceed(call);
    assertThat(receive(url)).containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void objectsPassWithRangesConditionsAndMetadata() {
    s3.putObject(
        p -> p.bucket(BUCKET).key("a b/ä+1").metadata(Map.of("feed", "x")).ifNoneMatch("*"),
        RequestBody.fromString("0123456789"));
    assertThatThrownBy(() ->
            s3.putObject(
                p -> p.bucket(BUCKET).key("a b/ä+1").ifNoneMatch("*"),
                RequestBody.fromString("again")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(
            s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("a b/ä+1").range("bytes=2-4"))
                .asUtf8String())
        .isEqualTo("234");
    var head = s3.headObject(h -> h.bucket(BUCKET).key("a b/ä+1"));
    assertThat(head.contentLength()).isEqualTo(10);
    assertThat(head.metadata()).containsEntry("feed", "x");
    assertThatThrownBy(() -> s3.headObject(h -> h.bucket(BUCKET).key("none")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    assertThat(s3.listObjectsV2(l -> l.bucket(BUCKET).prefix("a b/")).contents())
        .extracting(object -> object.key())
        .containsExactly("a b/ä+1");
    s3.deleteObject(d -> d.bucket(BUCKET).key("a b/ä+1"));
    assertThat(calls)
        .extracting(Call::operation)
        .containsExactly(
            "PutObject",
            "PutObject",
            "GetObject",
            "HeadObject",
            "HeadObject",
            "ListObjectsV2",
            "DeleteObject");
  }

  @Test
  void anUploadInPartsPasses() {
    String upload = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("parts")).uploadId();
    String etag =
        s3.uploadPart(
                u -> u.bucket(BUCKET).key("parts").uploadId(upload).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    s3.completeMultipartUpload(c ->
        c.bucket(BUCKET)
            .key("parts")
            .uploadId(upload)
            .multipartUpload(
                u -> u.parts(List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()))));
    assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("parts")).asUtf8String())
        .isEqualTo("part");
    String other = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("other")).uploadId();
    s3.abortMultipartUpload(a -> a.bucket(BUCKET).key("other").uploadId(other));
    assertThat(calls)
        .extracting(Call::operation)
        .containsExactly(
            "CreateMultipartUpload",
            "UploadPart",
            "CompleteMultipartUpload",
            "GetObject",
            "CreateMultipartUpload",
            "AbortMultipartUpload");
  }

  /** More than the tests' memory holds. */
  @Test
  void aGigabytePassesAsAStream() throws IOException {
    long size = 1L << 30;
    s3.putObject(
        p -> p.bucket(BUCKET).key("large"),
        RequestBody.fromContentProvider(() -> new Zeros(size), size, "text/plain"));
    try (ResponseInputStream<GetObjectResponse> content =
        s3.getObject(g -> g.bucket(BUCKET).key("large"))) {
      assertThat(content.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
    }
    s3.deleteObject(d -> d.bucket(BUCKET).key("large"));
  }

  @Test
  void aServerThatIsDownClosesConnections() throws IOException, InterruptedException {
    servers.down(Kind.CONTROL);
    try (var ssm = client(SsmClient.builder(), front.endpoint(Kind.CONTROL), caller.key())) {
      assertThatThrownBy(() -> ssm.getParameter(p -> p.name("/b")))
          .isInstanceOf(SdkException.class);
      servers.up(Kind.CONTROL);
      servers.controlPlane().parameters().put("/b", "up");
      assertThat(ssm.getParameter(p -> p.name("/b")).parameter().value()).isEqualTo("up");
    }
  }

  @Test
  void eachEnvironmentHasAKeyAndEachCallerAnAddress() throws IOException {
    Caller next = front.callers().environment("intelmq-filter");
    assertThat(next.generation()).isEqualTo(caller.generation() + 1);
    assertThat(front.callers().of(next.key())).contains(next);
    assertThat(front.callers().poller("intelmq-filter").isPoller()).isTrue();
    URI own = front.endpoint(Kind.CONTROL, next);
    try (var ssm = client(SsmClient.builder(), own, "anything")) {
      assertThatThrownBy(() -> ssm.getParameter(p -> p.name("/none")))
          .hasMessageContaining("/none");
    }
    assertThat(calls).extracting(Call::caller).containsExactly(next);
    front.callers().environment("a-b");
    assertThatThrownBy(() -> front.callers().environment("ab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a-b");
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private String queue(String name) {
    try (var own = client(SqsClient.builder(), servers.endpoint(Kind.QUEUES), "own")) {
      own.createQueue(q -> q.queueName(name));
    }
    return front.endpoint(Kind.QUEUES) + "/" + LocalAccount.ID + "/" + name;
  }

  private List<String> receive(String url) {
    return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
        .map(Message::body)
        .toList();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, String key) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int read = (int) Math.min(length, left);
      left -= read;
      return read == 0 && length > 0 ? -1 : read;
    }
  }
}
