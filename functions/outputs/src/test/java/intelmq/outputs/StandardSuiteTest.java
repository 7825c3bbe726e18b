package intelmq.outputs;

import intelmq.testkit.StandardSuite;

/** What every bot must pass. */
final class StandardSuiteTest extends StandardSuite {}
