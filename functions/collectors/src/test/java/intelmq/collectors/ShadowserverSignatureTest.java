package intelmq.collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Collector;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.BotLoader;
import intelmq.testkit.FakePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the API of Shadowserver is sent; the signature was computed elsewhere. */
final class ShadowserverSignatureTest {
  @Test
  void theListIsAskedForByASignedRequest() {
    var sent = new ArrayList<String>();
    var ports =
        FakePorts.with((request, settings) -> {
          sent.add(UTF_8.decode(Objects.requireNonNull(request.body())).toString());
          sent.add(String.valueOf(request.headers().get("HMAC2")));
          throw new IOException("enough");
        });
    var collector =
        (Collector)
            new BotLoader(Kind.COLLECTOR)
                .load(
                    "shadowserver_reports_api: {api_key: not-a-real-key, secret: not-a-real-secret,"
                        + " reports: [example], country: at}",
                    ports,
                    text -> () -> text)
                .getFirst()
                .bot();
    assertThatIOException().isThrownBy(() -> collector.collect(new RecordedRun()));
    assertThat(sent)
        .containsExactly(
            "{\"apikey\":\"not-a-real-key\",\"date\":\"2026-11-21:2026-11-23\",\"reports\":[\"example\",\"at\"]}",
            "6872d8ea07227ae370b301b6439b94dc26692436f8463bd887e3cc359964d7d7");
  }
}
