package intelmq.bot.config;

/** A configuration is wrong: the function does not start. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message names the bot, the parameter, what was expected and what was found. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** As {@link #ConfigurationException(String)}, with what was thrown below. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
