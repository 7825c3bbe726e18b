package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope.Read;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of a hundred thousand levels is refused where it is read, without using up the stack. */
final class DeepNestingTest {
  private static final int LEVELS = 100_000;

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void inAMessagesHeader(String open) {
    String body = "{\"format\": " + open.repeat(LEVELS) + "\n0 {}\n";
    assertThatIOException()
        .isThrownBy(() -> Envelope.decode(body, Harmonization.standard()))
        .withMessageContaining("not a message of events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void inOneEventOfAMessage(String open) throws IOException {
    String line = "{\"extra.a\": " + open.repeat(LEVELS) + "}";
    String lines = "0 {\"source.ip\": \"192.0.2.1\"}\n1 " + line + "\n";
    String header =
        """
        {"format":1,"report":"%s","batch":"b","hops":1,"attempt":0,"waits":0,"resume":0,\
        "events":2,"encoding":"plain","bytes":%s}
        """
            .formatted(Fixture.REPORT, Integer.toString(lines.length()));
    Read read = Envelope.decode(header + lines, Harmonization.standard());
    assertThat(read.envelope().entries()).extracting(Envelope.Entry::ordinal).containsExactly("0");
    assertThat(read.unreadable())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.ordinal()).isEqualTo("1");
          assertThat(event.problem()).startsWith("byte ");
        });
  }

  /** As a collector's state, the metadata of a report, an inline report. */
  @Test
  void inObjectsThatAreReadWhole() {
    byte[] json = ("{\"etag\": " + "[".repeat(LEVELS)).getBytes(StandardCharsets.UTF_8);
    assertThatIOException()
        .isThrownBy(() -> Json.object(new ByteArrayInputStream(json)))
        .withMessageContaining("not a JSON object");
    assertThatIOException().isThrownBy(() -> Json.report(json));
    assertThat(Json.tryParse(new String(json, StandardCharsets.UTF_8))).isNull();
  }
}
