package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsTest {
  private final List<Map<String, Object>> kept = new ArrayList<>();
  private final Facts facts = new Facts(kept::add, "deduplicator", "0123456789ab", Fixture.CLOCK);

  @Test
  void oneItemSaysWhatBecameOfAMessage() throws IOException {
    facts.dropped("deduplicator: duplicate", "0");
    facts.dropped("deduplicator: duplicate", "1");
    facts.dropped("deduplicator: duplicate", "17.1");
    facts.quarantined("", "3");
    facts.delivered("7");
    facts.absorbed("8");
    facts.keep(Fixture.REPORT, "example-feed-20261123T130000-0@0", 12);
    assertThat(kept)
        .containsExactly(
            Map.of(
                "report",
                "example-feed-20261123T130000-0",
                "fact",
                "deduplicator/example-feed-20261123T130000-0@0",
                "time",
                "2026-11-23T13:00:30Z",
                "config",
                "0123456789ab",
                "received",
                12L,
                "delivered",
                "7",
                "dropped",
                Map.of("deduplicator: duplicate", "0-1 17.1"),
                "quarantined",
                Map.of("?", "3"),
                "absorbed",
                "8"));
    facts.keep(Fixture.REPORT, "another", 1);
    assertThat(kept).as("nothing is kept twice, or of nothing").hasSize(1);
  }

  @Test
  void whatDoesNotSurelyFitAnItemIsSplit() throws IOException {
    for (int i = 0; i < 50_000; i++) {
      assertThat(facts.full()).isEqualTo(i > 20_000);
      facts.delivered(Integer.toString(2 * i));
    }
    facts.keep(Fixture.REPORT, "b", 50_000);
    assertThat(kept)
        .extracting(item -> item.get("fact"))
        .containsExactly("deduplicator/b", "deduplicator/b#2", "deduplicator/b#3");
    assertThat(kept)
        .allSatisfy(
            item -> assertThat(String.valueOf(item.get("delivered"))).hasSizeLessThan(390 << 10));
    assertThat(kept.getFirst().get("delivered")).asString().endsWith(" 39998");
    assertThat(kept.getLast().get("delivered")).asString().startsWith("80000 ").endsWith(" 99998");
  }
}
