package intelmq.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.process.Processes;
import intelmq.localstack.results.FileStore;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.server.Kind;
import intelmq.testkit.MmdbWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Experts with databases, rules and counts in the local cloud: updaters fetch the databases, roles
 * allow what is done and no more, and events come out enriched.
 */
@Execution(ExecutionMode.SAME_THREAD)
class EnrichingTest {
  private static final Path PROJECT = PipelineTest.PROJECT;
  private static final Path TEMPLATE =
      Path.of("src/test/resources/intelmq/pipeline/enriching.yaml").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void eventsAreEnriched() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(PROJECT.resolve("functions/outputs/target/outputs.jar")),
        "skipped: there are no jars; run ./build package -DskipTests");
    var settings =
        CloudSettings.of(PROJECT, directory.resolve("cloud"))
            .leavingOut(Set.of(Kind.SEARCH))
            .with(TEMPLATE, Processes.NONE);
    try (Cloud cloud = Cloud.start(settings)) {
      offer(cloud, "riswhoisdump.IPv4.gz", gzip("64496\t192.0.2.0/24\t100\n".getBytes(UTF_8)));
      offer(cloud, "riswhoisdump.IPv6.gz", gzip("64497\t2001:db8::/32\t90\n".getBytes(UTF_8)));
      offer(cloud, "GeoLite2-City.tar.gz", gzip(places()));
      offer(cloud, "public_suffix_list.dat", suffixes());
      cloud.fireSchedules(Instant.now());
      cloud.awaitCollectors(PATIENCE);
      String databases = Objects.requireNonNull(cloud.outputs().get("DatabasesBucket"));
      put(cloud, databases, "contacts.csv", "network,contact\n192.0.2.0/25,abuse@example.net\n");
      String report =
          """
          192.0.2.1,www.shop.co.example,23
          192.0.2.1,www.shop.co.example,23
          2001:db8::1,other.example,80
          2001:db8::1,other.example,80
          10.0.0.1,inside.example,80
          198.51.100.1,alone.example,80
          """;
      put(cloud, cloud.drop(), "scanners/report.csv", report);
      cloud.servers().controlPlane().secrets().put("push-token", "documented");
      assertThat(post(cloud, "guessed")).startsWith("401 {\"error\"");
      assertThat(post(cloud, "documented")).startsWith("200 {\"reports\"").contains("pushed-20");
      assertThat(cloud.awaitQuiet(PATIENCE)).as("%s", cloud.problems()).isTrue();

      assertThat(cloud.problems()).isEmpty();
      assertThat(cloud.imbalances()).isEmpty();
      assertThat(cloud.ledger().counts().get("rules"))
          .as("dropped: two by the rules, four below the threshold")
          .containsEntry("received", 8L)
          .containsEntry("dropped", 6L)
          .containsEntry("forwarded", 2L);
      assertThat(cloud.ledger().counts().get("aggregate")).containsEntry("absorbed", 2L);
      List<StoredEvent> stored =
          new FileStore(cloud.s3())
              .read("file", Map.of("bucket", cloud.outputs().get("EventsBucket")));
      assertThat(stored)
          .extracting(event -> event.event().get("feed.name"))
          .containsExactlyInAnyOrder("Scanners", "Pushed");
      assertThat(stored)
          .extracting(StoredEvent::event)
          .filteredOn(event -> Objects.equals(event.get("feed.name"), "Scanners"))
          .singleElement()
          .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
          .containsEntry("source.asn", 64496)
          .containsEntry("source.network", "192.0.2.0/24")
          .containsEntry("source.geolocation.cc", "AT")
          .containsEntry("source.domain_suffix", "co.example")
          .containsEntry("source.abuse_contact", "abuse@example.net")
          .containsEntry("classification.identifier", "telnet")
          .containsEntry("comment", "ational")
          .containsEntry("extra.text", "192.0.2.1 in AT")
          .containsEntry("extra.count", 2)
          .doesNotContainKey("raw");
      assertThat(cloud.ledger().counts().get("ses")).containsEntry("absorbed", 2L);
      assertThat(
              cloud
                  .s3()
                  .listObjectsV2(request ->
                      request.bucket(cloud.outputs().get("ReportsBucket")).prefix("spool/ses/"))
                  .contents())
          .as("wait for tomorrow's mail")
          .isNotEmpty();
      // nothing is due yet, but it may ask
      cloud.fireSchedules(Instant.now());
      assertThat(cloud.awaitQuiet(PATIENCE)).isTrue();
      assertThat(cloud.problems()).isEmpty();
    }
  }

  /** Posts two lines, and returns status and body of the answer. */
  private static String post(Cloud cloud, String token) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(cloud.outputs().get("Url") + "intelmq/push"))
                  .header("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString("198.51.100.7,a.example,80\n".repeat(2)))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private void offer(Cloud cloud, String name, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve(name), content);
    cloud.servers().feedProxy().samples().add("https://data.example.net/" + name, file);
  }

  private static void put(Cloud cloud, String bucket, String key, String content) {
    cloud
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(key), RequestBody.fromString(content, UTF_8));
  }

  private static byte[] suffixes() {
    return """
    // ===BEGIN ICANN DOMAINS===
    example
    co.example
    // ===END ICANN DOMAINS===
    """
        .getBytes(UTF_8);
  }

  private static byte[] places() throws IOException {
    byte[] database =
        MmdbWriter.write(
            "GeoLite2-City", Map.of("192.0.2.0/24", Map.of("country", Map.of("iso_code", "AT"))));
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (String name : List.of("GeoLite2-City/LICENSE.txt", "GeoLite2-City/GeoLite2-City.mmdb")) {
        var entry = new TarArchiveEntry(name);
        entry.setSize(database.length);
        tar.putArchiveEntry(entry);
        tar.write(database);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
