package intelmq.bot.config;

import intelmq.bot.Param;
import org.jspecify.annotations.Nullable;

/** Where a database server is: the parameters that all bots with SQL share. */
public record SqlSettings(
    @Param(value = "The kind of database; `postgresql` alone.", byDefault = "postgresql")
        String engine,
    @Param(
            value = "The server's name or address.",
            byDefault = "localhost",
            pattern = "[A-Za-z0-9._:-]+")
        String host,
    @Param(value = "The server's port.", byDefault = "5432", min = 1, max = 65_535) int port,
    @Param(value = "The user.", byDefault = "intelmq") String user,
    @Param("The password.") @Nullable Secret password,
    @Param(
            value =
                "Whether the connection is encrypted: `disable`, `allow`, `prefer`, `require`, or"
                    + " also the server's certificate checked: `verify-ca`, `verify-full`.",
            byDefault = "require",
            pattern = "disable|allow|prefer|require|verify-ca|verify-full")
        String sslmode) {
  /**
   * Checks the engine.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public SqlSettings {
    if (!engine.equals("postgresql")) {
      throw new IllegalArgumentException(
          "'engine' must be postgresql, not '"
              + engine
              + "': a file of sqlite does not outlive a function, and there is no driver for others");
    }
  }
}
