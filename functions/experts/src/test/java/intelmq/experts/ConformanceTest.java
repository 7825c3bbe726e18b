package intelmq.experts;

import intelmq.testkit.ExpertConformanceTest;

/** Replays recordings of IntelMQ's experts. */
class ConformanceTest extends ExpertConformanceTest {}
