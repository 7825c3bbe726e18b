package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.config.Source;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3DatabasesTest {
  private static final Source SOURCE = new Source("s3://bucket/geo/city.mmdb");

  @Test
  void asksForANewerVersionOnly() throws IOException {
    try (var service = new StubService(request -> new Answer(304, ""))) {
      assertThat(read(service, "\"v1\"")).isEmpty();
      assertThat(service.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.path()).isEqualTo("/bucket/geo/city.mmdb");
            assertThat(request.headers().get("If-none-match")).containsExactly("\"v1\"");
          });
    }
  }

  @Test
  void takesWhatItIsAnswered() throws IOException {
    try (var service = new StubService(request -> Answer.ok("content"))) {
      assertThat(read(service, "")).containsExactly("content");
      assertThat(service.requests().getFirst().headers()).doesNotContainKey("If-none-match");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, there is no such object: run its updater",
    "403, AccessDenied, 'there is no such object, or it may not be read'",
    "503, SlowDown, cannot be read",
  })
  void saysWhyThereIsNone(int status, String code, String message) {
    String error = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    try (var service = new StubService(request -> new Answer(status, error))) {
      assertThatIOException().isThrownBy(() -> read(service, "")).withMessageStartingWith(message);
    }
  }

  private static List<String> read(StubService service, String known) throws IOException {
    var contents = new ArrayList<String>();
    new S3Databases(service.clients())
        .read(
            SOURCE,
            known,
            (content, version, modified) -> contents.add(new String(content, UTF_8)));
    return contents;
  }
}
