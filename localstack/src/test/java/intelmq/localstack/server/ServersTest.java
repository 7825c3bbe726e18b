package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

final class ServersTest {
  @TempDir private Path directory;
  private final List<Progress> progress = new CopyOnWriteArrayList<>();

  @Test
  void allStartInOneProcess() throws IOException, InterruptedException {
    try (var servers =
        Servers.start(ServerSettings.in(directory, TablesTest.LIBRARIES), progress::add)) {
      assertThat(Kind.values())
          .allMatch(servers::has)
          .extracting(servers::endpoint)
          .doesNotHaveDuplicates();
      assertThat(progress)
          .filteredOn(Progress.Ready.class::isInstance)
          .extracting(Progress::kind)
          .containsExactlyInAnyOrder(Kind.values());
      servers.controlPlane().parameters().put("/a", "1");
      assertThat(servers.feedProxy().certificate()).exists();
    }
  }

  @Test
  void someAreLeftOutAndAListenerHears() throws IOException, InterruptedException {
    var created = new CopyOnWriteArrayList<ObjectCreated>();
    var settings =
        ServerSettings.in(directory, TablesTest.LIBRARIES)
            .without(EnumSet.complementOf(EnumSet.of(Kind.OBJECTS)))
            .notifying(created::add, (_, _) -> {});
    try (var servers = Servers.start(settings, progress::add);
        var s3 = Clients.client(S3Client.builder(), servers.endpoint(Kind.OBJECTS))) {
      s3.createBucket(b -> b.bucket("drop"));
      s3.putObject(p -> p.bucket("drop").key("k"), RequestBody.fromString("x"));
      assertThat(created).extracting(ObjectCreated::key).containsExactly("k");
      assertThat(servers.has(Kind.SEARCH)).isFalse();
      assertThat(progress).contains(new Progress.LeftOut(Kind.SEARCH));
      assertThatThrownBy(() -> servers.endpoint(Kind.SEARCH)).hasMessageContaining("opensearch");
    }
  }

  @Test
  void oneGoesDownAndComesUpAtTheSameAddress() throws IOException, InterruptedException {
    var settings =
        ServerSettings.in(directory, TablesTest.LIBRARIES)
            .without(EnumSet.complementOf(EnumSet.of(Kind.QUEUES)));
    try (var servers = Servers.start(settings, progress::add)) {
      URI endpoint = servers.endpoint(Kind.QUEUES);
      servers.down(Kind.QUEUES);
      assertThat(servers.has(Kind.QUEUES)).isFalse();
      servers.up(Kind.QUEUES);
      assertThat(servers.endpoint(Kind.QUEUES)).isEqualTo(endpoint);
      try (var sqs = Clients.client(SqsClient.builder(), endpoint)) {
        assertThat(sqs.createQueue(q -> q.queueName("again")).queueUrl())
            .startsWith(endpoint.toString());
      }
    }
  }

  @Test
  void oneThatDoesNotStartLeavesNoneRunning() {
    var settings =
        ServerSettings.in(directory, directory.resolve("none")).without(Set.of(Kind.SEARCH));
    assertThatThrownBy(() -> Servers.start(settings, progress::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DynamoDB Local");
  }

  @Test
  void anUnknownNameIsAnErrorWithTheKnownOnes() {
    assertThat(Kind.of("opensearch")).isEqualTo(Kind.SEARCH);
    assertThatThrownBy(() -> Kind.of("elastic"))
        .hasMessageContaining("opensearch")
        .hasMessageContaining("elastic");
  }
}
