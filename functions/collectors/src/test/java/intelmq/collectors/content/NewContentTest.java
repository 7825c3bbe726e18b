package intelmq.collectors.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewContentTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "text"})
  void knownContentFailsAtItsEnd(String text) throws IOException {
    NewContent first = content(text, null);
    assertThat(first).hasContent(text);
    assertThat(first.isKnown()).isFalse();

    NewContent same = content(text, first.hash());
    for (int i = 0; i < text.length(); i++) {
      assertThat(same.read()).isEqualTo(text.charAt(i));
    }
    assertThat(same.isKnown()).isFalse();
    assertThatIOException().isThrownBy(same::read);
    assertThat(same.isKnown()).isTrue();

    NewContent other = content(text + "x", first.hash());
    assertThat(other).hasContent(text + "x");
    assertThat(other.hash()).isNotEqualTo(first.hash());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_000})
  void everyByteCountsHoweverItIsRead(int skipped) throws IOException {
    String text = "x".repeat(10_001);
    NewContent plain = content(text, null);
    plain.readAllBytes();
    NewContent skipping = content(text, null);
    skipping.skipNBytes(skipped);
    while (skipping.read() >= 0) {
      assertThat(skipping.hash()).isNull();
    }
    assertThat(skipping.hash()).isEqualTo(plain.hash());
  }

  private static NewContent content(String text, @Nullable String last) {
    return new NewContent(new ByteArrayInputStream(text.getBytes(UTF_8)), last);
  }
}
