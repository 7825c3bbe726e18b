package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3ObjectsTest {
  /** Who may not list a bucket is told no more of what is gone than that it is forbidden. */
  @ParameterizedTest
  @CsvSource({"404, NoSuchKey", "403, AccessDenied"})
  void whatIsGoneIsNotThere(int status, String code) throws IOException {
    try (var service = new StubService(request -> new StubService.Answer(status, error(code)))) {
      assertThat(new S3Objects(service.clients()).get("bucket", "large/x/b.1")).isEmpty();
    }
  }

  @Test
  void aFailureIsNotTakenForAnObjectThatIsGone() {
    try (var service = new StubService(request -> new StubService.Answer(503, error("SlowDown")))) {
      var objects = new S3Objects(service.clients());
      assertThatIOException()
          .isThrownBy(() -> objects.get("bucket", "large/x/b.1"))
          .withMessageContaining("s3://bucket/large/x/b.1");
    }
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>";
  }
}
