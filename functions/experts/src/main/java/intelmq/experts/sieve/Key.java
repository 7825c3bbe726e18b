package intelmq.experts.sieve;

/** The name of a field, where it stands. */
record Key(String name, Place place) {}
