package intelmq.benchmarks;

/**
 * What is asked of a run.
 *
 * @param quick whether only the rows with targets are measured, and those for a second each
 * @param rounds how often everything is measured
 * @param python a Python that has IntelMQ; empty to leave IntelMQ out
 */
record Arguments(boolean quick, int rounds, String python) {
  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if there is something else in it
   */
  static Arguments parse(String... args) {
    boolean quick = false;
    int rounds = 0;
    String python = "";
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = Integer.parseInt(args[++i]);
        case "--python" -> python = args[++i];
        default -> throw new IllegalArgumentException("unknown argument: " + args[i]);
      }
    }
    return new Arguments(quick, rounds > 0 ? rounds : quick ? 1 : 3, python);
  }
}
