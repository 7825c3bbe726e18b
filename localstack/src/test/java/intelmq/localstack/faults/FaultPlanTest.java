package intelmq.localstack.faults;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.localstack.cloud.Interference.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions follow from seed and name alone. */
class FaultPlanTest {
  private static final int NAMES = 2000;
  private static final double RATE = 0.1;

  private static List<Integer> struck(FaultPlan plan, List<Integer> names) {
    var struck = new ArrayList<Integer>();
    for (int name : names) {
      if (plan.strikes(FaultKind.REFUSED, "call " + name, RATE)) {
        struck.add(name);
      }
    }
    struck.sort(null);
    return struck;
  }

  private static FaultPlan plan(long seed, int count) {
    return new FaultPlan(seed, count, _ -> {});
  }

  @Test
  void theOrderOfQuestionsDoesNotMatter() {
    List<Integer> names = IntStream.range(0, NAMES).boxed().toList();
    List<Integer> struck = struck(plan(7, NAMES), names);
    assertThat(struck(plan(7, NAMES), names.reversed())).isEqualTo(struck);
    assertThat(struck(plan(8, NAMES), names)).isNotEqualTo(struck);
    assertThat(struck).hasSizeBetween(NAMES / 20, NAMES / 5);
  }

  @Test
  void thereAreNoMoreThanWanted() {
    FaultPlan plan = plan(7, 5);
    assertThat(struck(plan, IntStream.range(0, NAMES).boxed().toList())).hasSize(5);
    assertThat(plan.injected()).isEqualTo(5);
    assertThat(plan.kinds()).containsExactly(Map.entry(FaultKind.REFUSED, 5));
    assertThat(plan.done()).isTrue();
  }

  @Test
  void nothingStrikesWhatIsHealed() {
    FaultPlan plan = plan(7, NAMES);
    plan.heal();
    assertThat(struck(plan, IntStream.range(0, NAMES).boxed().toList())).isEmpty();
  }

  @Test
  void workIsNamedByWhatItIsAbout() {
    String message =
        """
        {"format":1,"report":"feed-20261120T000000-0","batch":"feed-20261120T000000-0@17","events":1}
        17 {}
        """;
    String stored =
        """
        {"id":"b5","time":"t","detail":{"object":{"key":"reports/feed/2026/11/20/000000-0"}}}\
        """;
    assertThat(WorkName.of(new Work("stack-url", message, 2, 0)))
        .isEqualTo("stack-url/feed-20261120T000000-0@17/2");
    assertThat(WorkName.of(new Work("stack-url", message, 2, 1)))
        .isEqualTo("stack-url/feed-20261120T000000-0@17/2+1");
    assertThat(WorkName.of(new Work("stack-feed-parser", stored, 1, 0)))
        .isEqualTo("stack-feed-parser/reports/feed/2026/11/20/000000-0/1");
    assertThat(WorkName.of(new Work("stack-feed-collector", "{\"scheduled\":\"t0\"}", 1, 0)))
        .isEqualTo("stack-feed-collector/t0/1");
    assertThat(WorkName.of(new Work("stack-url", "none of these", 1, 0)))
        .isEqualTo(WorkName.of(new Work("stack-url", "none of these", 1, 0)));
  }
}
