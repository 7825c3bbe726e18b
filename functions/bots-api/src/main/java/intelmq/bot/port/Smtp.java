package intelmq.bot.port;

import intelmq.bot.config.SmtpSettings;

/** Mail servers. */
@FunctionalInterface
public interface Smtp {
  /** Mail by a server, which is connected to when the first mail is sent. */
  Mailer server(SmtpSettings settings);
}
