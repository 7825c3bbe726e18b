package intelmq.outputs;

import intelmq.testkit.GoldenTest;

final class OutputsGoldenTest extends GoldenTest {}
