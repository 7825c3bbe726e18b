package intelmq.harmonization;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Whatever bytes come in: what the reader accepts, a strict parser accepts with the same result.
 */
class EventCodecFuzzTest {
  private final CodecOracle oracle = new CodecOracle(Harmonization.standard());

  @FuzzTest
  void batch(byte[] bytes) {
    oracle.batch(bytes);
  }

  /** Around a value that the fuzzer makes stands what it would rarely find. */
  @FuzzTest
  void value(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ');
    String line = "{\"feed.name\":\"a\",\"extra.a\":" + text + ",\"source.port\":7}";
    oracle.line(line.getBytes(StandardCharsets.ISO_8859_1));
  }

  @FuzzTest
  void edits(FuzzedDataProvider data) {
    var random = new Random(data.consumeLong());
    String text = data.consumeRemainingAsString().replace('\n', ' ');
    oracle.edits(text.getBytes(StandardCharsets.UTF_8), random);
  }
}
