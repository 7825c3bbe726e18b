package intelmq.bot.config;

import intelmq.bot.Param;
import org.jspecify.annotations.Nullable;

/** Where a mail server is, and how it is spoken to. */
public record SmtpSettings(
    @Param(value = "The mail server's name or address.", byDefault = "localhost") String smtpHost,
    @Param(value = "The mail server's port.", byDefault = "25", min = 1, max = 65_535) int smtpPort,
    @Param("The user; without one nobody logs in.") @Nullable String smtpUsername,
    @Param("The user's password.") @Nullable Secret smtpPassword,
    @Param(value = "Whether the connection is encrypted from the start.", byDefault = "false")
        boolean ssl,
    @Param(
            value =
                "Whether the connection is encrypted before anything is sent (STARTTLS); a server"
                    + " that cannot gets no mail.",
            byDefault = "true")
        boolean starttls,
    @Param(value = "Whether the server's certificate is checked.", byDefault = "true")
        boolean httpVerifyCert) {
  /**
   * Checks that who logs in has a password.
   *
   * @throws IllegalArgumentException if not
   */
  public SmtpSettings {
    if ((smtpUsername == null) != (smtpPassword == null)) {
      throw new IllegalArgumentException("'smtp_username' and 'smtp_password' need each other");
    }
  }
}
