package intelmq.localstack.server;

/** What an AWS service answers to a call it refuses. */
final class ServiceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  ServiceException(String type, String message) {
    super(message);
    this.type = type;
  }

  /** The error's name, by which clients know it. */
  String type() {
    return type;
  }
}
