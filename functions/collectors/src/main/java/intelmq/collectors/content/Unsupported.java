package intelmq.collectors.content;

import intelmq.bot.config.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Parameters of the upstream bots that would change what is collected, and cannot be obeyed. */
public final class Unsupported {
  private Unsupported() {}

  /**
   * Refuses a parameter, unless its value switches it off.
   *
   * @param reason why it cannot be obeyed, or what to use instead
   */
  public static void refuse(String parameter, @Nullable Object value, String reason) {
    boolean off = value == null || value.equals(false) || value.equals("");
    if (!off) {
      throw new ConfigurationException("parameter '" + parameter + "': " + reason);
    }
  }
}
