package intelmq.python.jinja;

/** Says what is wrong in a template, or went wrong when it was rendered, and in which line. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateException(int line, String message) {
    super("line " + line + ": " + message);
  }
}
