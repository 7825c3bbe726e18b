package intelmq.collectors;

import intelmq.testkit.GoldenTest;

/** Runs every collector on its golden folders. */
class GoldenCollectorsTest extends GoldenTest {}
