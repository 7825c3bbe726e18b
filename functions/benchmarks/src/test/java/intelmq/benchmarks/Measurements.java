package intelmq.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Scores of several rounds. Ratios are those within a round, where both were measured soon after
 * each other; of all figures the median over the rounds counts.
 */
final class Measurements {
  /**
   * A score.
   *
   * @param speed events per second of CPU time
   * @param allocated bytes per event; NaN where that is not known
   */
  record Score(double speed, double allocated) {}

  private final List<Map<Row, Map<Contender, Score>>> rounds = new ArrayList<>();

  /** Begins another round. */
  void nextRound() {
    rounds.add(new LinkedHashMap<>());
  }

  void add(Row row, Contender contender, Score score) {
    rounds
        .getLast()
        .computeIfAbsent(row, any -> new EnumMap<>(Contender.class))
        .put(contender, score);
  }

  /** What was measured in any round. */
  List<Row> rows() {
    return rounds.stream().flatMap(round -> round.keySet().stream()).distinct().toList();
  }

  int rounds() {
    return rounds.size();
  }

  OptionalDouble speed(Row row, Contender contender) {
    return median(row, contender, contender, (one, same) -> one.speed());
  }

  OptionalDouble allocated(Row row, Contender contender) {
    return median(row, contender, contender, (one, same) -> one.allocated());
  }

  /** How many times as fast as the other the codec is. */
  OptionalDouble ratio(Row row, Contender other) {
    return median(row, Contender.CODEC, other, (codec, it) -> codec.speed() / it.speed());
  }

  private interface Figure {
    double of(Score one, Score other);
  }

  private OptionalDouble median(Row row, Contender one, Contender other, Figure figure) {
    double[] figures =
        rounds.stream()
            .map(round -> round.getOrDefault(row, Map.of()))
            .filter(scores -> scores.containsKey(one) && scores.containsKey(other))
            .mapToDouble(scores -> figure.of(scores.get(one), scores.get(other)))
            .sorted()
            .toArray();
    int middle = figures.length / 2;
    return figures.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            figures.length % 2 == 1
                ? figures[middle]
                : (figures[middle - 1] + figures[middle]) / 2);
  }
}
