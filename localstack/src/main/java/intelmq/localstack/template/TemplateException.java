package intelmq.localstack.template;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A template that cannot be expanded; the message names the place (file, line, logical id) and what
 * is wrong there.
 */
public final class TemplateException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TemplateException(String place, String problem) {
    super(place + ": " + problem);
  }

  TemplateException(String place, @Nullable String problem, Throwable cause) {
    super(place + ": " + problem, cause);
  }
}
