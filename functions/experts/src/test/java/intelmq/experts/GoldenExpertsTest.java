package intelmq.experts;

import intelmq.testkit.GoldenTest;

/** Runs every expert on its golden folders. */
class GoldenExpertsTest extends GoldenTest {}
