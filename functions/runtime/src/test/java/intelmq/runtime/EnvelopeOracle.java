package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What must hold of messages between functions, whatever is in them. */
final class EnvelopeOracle {
  private EnvelopeOracle() {}

  /** Reads a message, if it is one; what was read is written as a message that reads the same. */
  static Optional<Envelope.Read> body(String body) {
    Envelope.Read read;
    try {
      read = Envelope.decode(body, Harmonization.standard());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("message");
      return Optional.empty();
    }
    Envelope envelope = read.envelope();
    Envelope.Read again = read(envelope.encode());
    assertThat(again.unreadable()).isEmpty();
    assertThat(lines(again.envelope())).isEqualTo(lines(envelope));
    assertThat(again.envelope().batch()).isEqualTo(envelope.batch());
    assertThat(again.envelope().report()).isEqualTo(envelope.report());
    return Optional.of(read);
  }

  /** Reads lines in both encodings: of each is said the same. */
  static Optional<Envelope.Read> lines(byte[] lines, int events) {
    String text = new String(lines, StandardCharsets.UTF_8);
    String packed = Base64.getEncoder().encodeToString(Zstd.compress(lines, 1));
    Optional<Envelope.Read> read = body(header("zstd", events, lines.length) + packed);
    if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), lines)) {
      Optional<Envelope.Read> other = body(header("plain", events, lines.length) + text);
      assertThat(other.map(Envelope.Read::unreadable))
          .isEqualTo(read.map(Envelope.Read::unreadable));
      assertThat(other.map(r -> lines(r.envelope()))).isEqualTo(read.map(r -> lines(r.envelope())));
    }
    return read;
  }

  static Envelope.Read read(String body) {
    try {
      return Envelope.decode(body, Harmonization.standard());
    } catch (IOException e) {
      throw new AssertionError("a message that was written", e);
    }
  }

  static List<String> lines(Envelope envelope) {
    return envelope.entries().stream().map(EnvelopeOracle::line).toList();
  }

  private static String line(Entry entry) {
    return entry.ordinal() + " " + Json.text(entry.event());
  }

  private static String header(String encoding, int events, int bytes) {
    return "{\"format\":1,\"report\":\""
        + Fixture.REPORT
        + "\",\"batch\":\"b\",\"hops\":1,\"attempt\":0,\"waits\":0,\"resume\":0,\"events\":"
        + events
        + ",\"encoding\":\""
        + encoding
        + "\",\"bytes\":"
        + bytes
        + "}\n";
  }
}
