package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Requests and answers of a spool. */
final class S3SpoolTest {
  @Test
  void keysAreThoseOfTheStage() throws IOException {
    String listed =
        """
        <ListBucketResult><IsTruncated>true</IsTruncated>\
        <Contents><Key>spool/ses/a/b</Key></Contents>\
        <Contents><Key>spool/ses/a/c@0+1</Key></Contents></ListBucketResult>\
        """;
    try (var service = new StubService(request -> Answer.ok(listed))) {
      assertThat(spool(service).keysAfter("a/")).containsExactly("a/b", "a/c@0+1");
      assertThat(service.requests().getFirst().path())
          .contains("prefix=spool%2Fses%2F", "start-after=spool%2Fses%2Fa%2F");
    }
  }

  @Test
  void textsAreWrittenReadAndForgotten() throws IOException {
    try (var service =
        new StubService(request -> Answer.ok(request.method().equals("GET") ? "text ✓" : ""))) {
      S3Spool spool = spool(service);
      spool.put("a/b", "text ✓");
      assertThat(spool.get("a/b")).contains("text ✓");
      spool.delete("a/b");
      assertThat(service.requests())
          .extracting(StubService.Request::method)
          .containsExactly("PUT", "GET", "DELETE");
      assertThat(service.requests())
          .allSatisfy(request -> assertThat(request.path()).contains("/spool/ses/a/b"));
    }
  }

  @Test
  void aSpoolThatIsDownIsNoEmptyOne() {
    try (var service = new StubService(request -> new Answer(503, ""))) {
      assertThatIOException()
          .isThrownBy(() -> spool(service).keysAfter(""))
          .withMessageContaining("s3://bucket/spool/ses/");
    }
  }

  private static S3Spool spool(StubService service) {
    return new S3Spool(service.clients().s3(), "bucket", "ses");
  }
}
