package intelmq.parsers;

import intelmq.testkit.StandardSuite;

/** What every bot must pass. */
final class StandardSuiteTest extends StandardSuite {}
