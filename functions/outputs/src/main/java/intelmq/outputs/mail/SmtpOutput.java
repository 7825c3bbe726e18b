package intelmq.outputs.mail;

import intelmq.bot.Batch;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.GatheringOutput;
import intelmq.bot.config.SmtpSettings;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Smtp;
import intelmq.bot.port.Spool;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Sends events by mail over an SMTP server: one mail per recipient and interval, with the events as
 * a CSV file.
 *
 * <p>A mail cannot be taken back or asked for, so it is claimed before and confirmed after it is
 * sent, and sent at most once. Events whose mail may have gone out or not are set aside as {@code
 * unconfirmed}; events wait while the server takes no mail.
 */
@Bot(name = "smtp", upstream = "intelmq.bots.outputs.smtp.output")
public final class SmtpOutput implements GatheringOutput {
  private final EventMail mail;

  /** Parameters. */
  public record Config(MailSettings mail, SmtpSettings server) {}

  /** An output by SMTP. */
  public SmtpOutput(
      Config config,
      Smtp smtp,
      Spool spool,
      Claims claims,
      InstantSource clock,
      Harmonization harmonization) {
    mail =
        new EventMail(
            config.mail(), smtp.server(config.server()), spool, claims, clock, harmonization);
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    return mail.deliver(batch);
  }

  @Override
  public void flush(Instant deadline, Settled settled) throws IOException {
    mail.flush(deadline, settled);
  }
}
