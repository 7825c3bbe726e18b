package intelmq.runtime;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a queue delivers: it is a message, or refused. */
class EnvelopeFuzzTest {
  @FuzzTest
  void body(FuzzedDataProvider data) {
    EnvelopeOracle.body(data.consumeRemainingAsString());
  }

  @FuzzTest
  void lines(byte[] lines) {
    int events = 0;
    for (byte b : lines) {
      events += b == '\n' ? 1 : 0;
    }
    boolean open = lines.length > 0 && lines[lines.length - 1] != '\n';
    EnvelopeOracle.lines(lines, open ? events + 1 : events);
  }
}
