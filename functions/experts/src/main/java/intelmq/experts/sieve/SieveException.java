package intelmq.experts.sieve;

/** Something is wrong at a place of the rules. */
final class SieveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SieveException(Place place, String message) {
    super(place + ": " + message);
  }
}
