package intelmq.bot.config;

import java.io.IOException;

/** A parameter that is never shown: read when it is used, so that a changed secret is seen. */
@FunctionalInterface
public interface Secret {
  /** The secret itself. */
  String reveal() throws IOException;
}
