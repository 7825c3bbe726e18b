package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferencesTest {
  private final List<String> reads = new ArrayList<>();
  private Instant now = Fixture.NOW;
  private final References references = new References(this::read, () -> now);

  @ParameterizedTest
  @ValueSource(strings = {"", "value", "http://192.0.2.1/", "my ssm:/path", "SSM:/path", "s3:/b/k"})
  void anyOtherTextIsTheValueItself(String text) throws IOException {
    assertThat(references.resolve(text)).isEqualTo(text);
    assertThat(reads).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssm:/path", "secret:id", "secret:id#key", "s3://bucket/key"})
  void aReferenceIsReadAgainAfterFiveMinutes(String reference) throws IOException {
    assertThat(references.resolve(reference)).isEqualTo(reference + " 1");
    now = now.plus(Duration.ofMinutes(5));
    assertThat(references.resolve(reference)).isEqualTo(reference + " 1");
    now = now.plusSeconds(1);
    assertThat(references.resolve(reference)).isEqualTo(reference + " 2");
    assertThat(reads).containsExactly(reference, reference);
  }

  @Test
  void aSecretIsReadWhenItIsUsed() throws IOException {
    var secret = references.secret("secret:id");
    assertThat(reads).isEmpty();
    assertThat(secret.reveal()).isEqualTo("secret:id 1");
    assertThat(references.secret("itself").reveal()).isEqualTo("itself");
  }

  @Test
  void anUnknownReferenceFailsEachTime() {
    for (int i = 1; i <= 2; i++) {
      assertThatIOException()
          .isThrownBy(() -> references.resolve("ssm:/unknown"))
          .withMessage("there is no ssm:/unknown");
      assertThat(reads).hasSize(i);
    }
  }

  private String read(String reference) throws IOException {
    reads.add(reference);
    if (reference.endsWith("unknown")) {
      throw new IOException("there is no " + reference);
    }
    return reference + " " + reads.size();
  }
}
