package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each test has a key of its own in one bucket of one server. */
@TestInstance(Lifecycle.PER_CLASS)
final class ObjectsTest {
  private static final String BUCKET = "reports";
  private static final int SMALLEST_PART = 5 * 1024 * 1024;

  private final List<ObjectCreated> created = new CopyOnWriteArrayList<>();
  private Path directory;
  private Objects objects;
  private S3Client s3;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    objects = Objects.start(0, directory, created::add);
    s3 = Clients.client(S3Client.builder(), objects.endpoint());
    s3.createBucket(b -> b.bucket(BUCKET));
  }

  @AfterAll
  void close() {
    s3.close();
    objects.close();
  }

  @Test
  void anObjectIsAFileAndItsCreationIsTold() {
    String key = "reports/feed/2026/11/23/130000-0";
    String etag = put(key, "eins").replace("\"", "");
    assertThat(directory.resolve(BUCKET).resolve(key)).hasContent("eins");
    assertThat(created(key)).containsExactly(new ObjectCreated(BUCKET, key, 4, etag, "PutObject"));
  }

  @Test
  void metadataComeBack() {
    var metadata = Map.of("feed", "%C3%A4");
    s3.putObject(p -> p.bucket(BUCKET).key("meta").metadata(metadata), RequestBody.fromString("x"));
    assertThat(s3.headObject(h -> h.bucket(BUCKET).key("meta")).metadata()).isEqualTo(metadata);
  }

  @Test
  void ifNoneMatchKeepsTheFirst() {
    put("once", "eins");
    assertThatThrownBy(() ->
            s3.putObject(
                p -> p.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("zwei")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(directory.resolve(BUCKET).resolve("once")).hasContent("eins");
    assertThat(created("once")).hasSize(1);
  }

  @Test
  void aCopyIsTold() {
    String etag = put("original", "eins").replace("\"", "");
    s3.copyObject(c ->
        c.sourceBucket(BUCKET)
            .sourceKey("original")
            .destinationBucket(BUCKET)
            .destinationKey("copy"));
    assertThat(created("copy"))
        .containsExactly(new ObjectCreated(BUCKET, "copy", 4, etag, "CopyObject"));
  }

  @Test
  void aMultipartUploadIsToldOnce() {
    String upload = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("parts")).uploadId();
    var parts = List.of(part(upload, 1, "a".repeat(SMALLEST_PART)), part(upload, 2, "b"));
    s3.completeMultipartUpload(
        m -> m.bucket(BUCKET).key("parts").uploadId(upload).multipartUpload(u -> u.parts(parts)));
    assertThat(created("parts"))
        .singleElement()
        .satisfies(object -> {
          assertThat(object.size()).isEqualTo(SMALLEST_PART + 1);
          assertThat(object.etag()).endsWith("-2");
          assertThat(object.reason()).isEqualTo("CompleteMultipartUpload");
        });
  }

  @Test
  void whatADirectoryHoldsIsServedAgain() throws IOException {
    put("kept", "eins");
    try (var again = Objects.start(0, directory, _ -> {});
        var client = Clients.client(S3Client.builder(), again.endpoint())) {
      assertThat(client.getObjectAsBytes(g -> g.bucket(BUCKET).key("kept")).asUtf8String())
          .isEqualTo("eins");
    }
  }

  private String put(String key, String text) {
    return s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString(text)).eTag();
  }

  private CompletedPart part(String upload, int number, String text) {
    String etag =
        s3.uploadPart(
                u -> u.bucket(BUCKET).key("parts").uploadId(upload).partNumber(number),
                RequestBody.fromString(text))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private List<ObjectCreated> created(String key) {
    return created.stream().filter(object -> object.key().equals(key)).toList();
  }
}
