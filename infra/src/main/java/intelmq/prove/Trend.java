package intelmq.prove;

import java.util.ArrayList;
import java.util.List;

/** How a quantity goes over time: whether it is flat, or grows. */
final class Trend {
  /** Fewer say nothing. */
  private static final int ENOUGH = 6;

  /** What a collection leaves differs by this much without a reason that matters, in bytes. */
  private static final double NOISE = 16 << 20;

  private final List<double[]> points = new ArrayList<>();

  /**
   * Adds a sample.
   *
   * @param done of the work, in events
   * @param bytes of memory
   */
  void add(double done, double bytes) {
    points.add(new double[] {done, bytes});
  }

  int size() {
    return points.size();
  }

  boolean isEnough() {
    return settled().size() >= ENOUGH;
  }

  /** Bytes for each event, by least squares. */
  double slope() {
    List<double[]> some = settled();
    double n = some.size();
    double x = some.stream().mapToDouble(p -> p[0]).sum() / n;
    double y = some.stream().mapToDouble(p -> p[1]).sum() / n;
    double above = some.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double below = some.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    return below == 0 ? 0 : above / below;
  }

  /** Whether all that it grew by on its way, by that slope, is within the noise. */
  boolean isFlat() {
    List<double[]> some = settled();
    return slope() * (some.getLast()[0] - some.getFirst()[0]) < NOISE;
  }

  double most() {
    return points.stream().mapToDouble(p -> p[1]).max().orElse(0);
  }

  /** Without the beginning, when code is loaded and caches fill. */
  private List<double[]> settled() {
    return points.subList(points.size() / 10, points.size());
  }
}
