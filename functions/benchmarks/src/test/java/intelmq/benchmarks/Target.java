package intelmq.benchmarks;

import static intelmq.benchmarks.Contender.FLOOR;
import static intelmq.benchmarks.Contender.INTELMQ;
import static intelmq.benchmarks.Contender.TREE;

/** What the codec shall reach. */
enum Target {
  SMALL_FLOOR(new Row(Data.SMALL, 500, Row.ZSTD), FLOOR, 0.75),
  WIDE_FLOOR(new Row(Data.WIDE, 500, Row.ZSTD), FLOOR, 0.65),
  SMALL_TREE(new Row(Data.SMALL, 500, Row.NONE), TREE, 6),
  WIDE_TREE(new Row(Data.WIDE, 500, Row.NONE), TREE, 6),
  SMALL_INTELMQ(new Row(Data.SMALL, 500, Row.NONE), INTELMQ, 200);

  private final Row row;
  private final Contender other;
  private final double least;

  Target(Row row, Contender other, double least) {
    this.row = row;
    this.other = other;
    this.least = least;
  }

  Row row() {
    return row;
  }

  /** With whom the codec is compared. */
  Contender other() {
    return other;
  }

  /** The least ratio of the codec's events per second to the other's. */
  double least() {
    return least;
  }
}
