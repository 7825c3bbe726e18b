package intelmq.parsers;

import intelmq.testkit.ParserConformanceTest;
import java.util.Set;

/** Replays recordings of IntelMQ's parsers; docs/differences.md has the reasons for exceptions. */
class ConformanceTest extends ParserConformanceTest {
  ConformanceTest() {
    super(Set.of());
  }
}
