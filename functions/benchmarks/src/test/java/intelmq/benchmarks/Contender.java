package intelmq.benchmarks;

/** Who does the hop. */
enum Contender {
  /** The product. */
  CODEC,
  /** A Jackson tree for each event. */
  TREE,
  /** The same bytes, unpacked and packed. */
  FLOOR,
  /** IntelMQ's own messages, in Python, never packed. */
  INTELMQ
}
