package intelmq.experts.reversedns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Verdict;
import intelmq.experts.reversedns.ReverseDnsExpert.Config;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.dns.DnsPort;
import intelmq.testkit.DnsServer;
import intelmq.testkit.FakeDns;
import intelmq.testkit.FakePorts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expert on a server of this machine. */
final class ReverseDnsExpertTest {
  private static final Field IP = Field.of("source.ip");
  private static final Field NAME = Field.of("source.reverse_dns");

  private final FakeDns names = new FakeDns();

  @Test
  void fiveHundredEventsWithTwentyAddressesAskTwentyTimes()
      throws IOException, InterruptedException {
    names.add(
        IntStream.range(0, 10)
            .mapToObj(i ->
                Map.of(
                    "qname",
                    i + ".2.0.192.in-addr.arpa.",
                    "qtype",
                    "PTR",
                    "answers",
                    List.of("host" + i + ".example.com.")))
            .toList());
    try (var server = new DnsServer(names)) {
      ReverseDnsExpert expert = expert(server, Duration.ofSeconds(5));
      Batch batch = batch(500, 20);
      assertThat(expert.process(batch)).containsOnly(Verdict.FORWARD).hasSize(500);
      assertThat(names.asked()).hasSize(20).doesNotHaveDuplicates();
      assertThat(batch.items().get(43).event().get(NAME)).isEqualTo("host3.example.com");
      assertThat(batch.items().get(53).event().has(NAME)).isFalse();
      expert.process(batch(500, 20));
      assertThat(names.asked()).as("that there is none is remembered too").hasSize(20);
    }
  }

  @Test
  void aServiceThatIsDownIsAFailureOfTheBatchAndPassesBy()
      throws IOException, InterruptedException {
    names.down(true);
    try (var server = new DnsServer(names)) {
      ReverseDnsExpert expert = expert(server, Duration.ofMillis(200));
      Batch batch = batch(3, 3);
      assertThatIOException()
          .isThrownBy(() -> expert.process(batch))
          .withMessageContaining("no server of the domain name system answers");
      assertThat(batch.items()).noneMatch(item -> item.event().has(NAME));
      names.down(false);
      assertThat(expert.process(batch)).hasSize(3);
    }
  }

  private static ReverseDnsExpert expert(DnsServer server, Duration timeout) {
    return new ReverseDnsExpert(
        new Config(null, 60, 60, false),
        new DnsPort(List.of(server.address()), timeout),
        FakePorts.withoutWeb().answers(),
        Harmonization.standard());
  }

  private static Batch batch(int size, int addresses) {
    var items = new ArrayList<Item>();
    for (int i = 0; i < size; i++) {
      var event = new Event();
      event.add(IP, "192.0.2." + i % addresses);
      items.add(new Item("b:" + i, event));
    }
    return new Batch("b", "b", LocalDate.of(2026, 11, 23), Instant.MAX, items);
  }
}
