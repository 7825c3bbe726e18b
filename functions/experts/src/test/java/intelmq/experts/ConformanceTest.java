package intelmq.experts;

import intelmq.testkit.ExpertConformanceTest;
import java.util.Map;
import java.util.Set;

/** Replays recordings of IntelMQ's experts; docs/differences.md has the reasons for exceptions. */
class ConformanceTest extends ExpertConformanceTest {
  ConformanceTest() {
    super(Map.of("deduplicator", Map.of("table", "seen")), Set.of());
  }
}
