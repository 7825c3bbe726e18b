package intelmq.parsers;

import intelmq.testkit.HostileInputTest;

/** Runs every parser on reports that are not what it expects. */
class HostileParsersTest extends HostileInputTest {}
