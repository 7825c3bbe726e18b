package intelmq.parsers;

import intelmq.testkit.GoldenTest;

/** Runs every parser on its golden folders. */
class GoldenParsersTest extends GoldenTest {}
