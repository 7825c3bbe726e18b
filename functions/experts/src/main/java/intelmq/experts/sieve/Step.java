package intelmq.experts.sieve;

/** A compiled statement. */
@FunctionalInterface
interface Step {
  /** Does it, unless the run is over. */
  void apply(Run run);
}
