package intelmq.harmonization;

import java.io.IOException;

/** An event that cannot be read: its bytes are no event, or none of this harmonisation. */
public final class MalformedEventException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String problem;
  private final String text;

  MalformedEventException(int position, String problem, String text) {
    super("byte " + position + ": " + problem);
    this.position = position;
    this.problem = problem;
    this.text = text;
  }

  /** Where the event is wrong: bytes from its start. */
  public int position() {
    return position;
  }

  /** What is wrong there. */
  public String problem() {
    return problem;
  }

  /** The line, or the beginning of a long one; bytes that are no UTF-8 are replaced. */
  public String text() {
    return text;
  }
}
