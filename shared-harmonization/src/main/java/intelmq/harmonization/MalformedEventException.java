package intelmq.harmonization;

import java.io.IOException;

/** An event that cannot be read: its bytes are no event, or none of this harmonisation. */
public final class MalformedEventException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int position;

  MalformedEventException(int position, String problem) {
    super("byte " + position + ": " + problem);
    this.position = position;
  }

  /** Where the event is wrong: bytes from its start. */
  public int position() {
    return position;
  }
}
