package intelmq.outputs.ses;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.harmonization.Harmonization;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends events by mail: one mail per batch and recipient, with the events as a CSV file.
 *
 * <p>A mail cannot be taken back or asked for, so it is claimed before and confirmed after it is
 * sent, and sent at most once. Events whose mail may have gone out or not are set aside as {@code
 * unconfirmed}.
 */
@Bot(
    name = "ses",
    upstream = "intelmq.bots.outputs.smtp.output",
    ignored = {
      "smtp_host",
      "smtp_port",
      "smtp_username",
      "smtp_password",
      "ssl",
      "starttls",
      "http_verify_cert"
    })
public final class SesOutput implements Output {
  private final Config config;
  private final EventTemplate recipients;
  private final EventTemplate subject;
  private final EventTemplate text;
  private final EventTable table;
  private final Mailer mailer;
  private final Claims claims;
  private final InstantSource clock;

  /** Parameters. */
  public record Config(
      @Param("The sender's address, which SES must know.") String mailFrom,
      @Param(
              value = "The recipients' addresses, with commas between them.",
              byDefault = "'{ev[source.abuse_contact]}'")
          String mailTo,
      @Param("Who gets the events for which `mail_to` is empty; if missing, they are set aside.")
          @Nullable String notifyEmail,
      @Param(value = "The subject.", byDefault = "Incident in your AS {ev[source.asn]}")
          String subject,
      @Param(
              value = "The text.",
              byDefault =
                  "Dear network owner,\n\n"
                      + "devices in your network seem to have security problems, as the attached"
                      + " file shows.\n\nYour CERT")
          String text,
      @Param(
              value = "The columns of the attached CSV file; an empty list for no file.",
              byDefault =
                  """
                  ["classification.taxonomy", "classification.type", "classification.identifier",
                   "source.ip", "source.asn", "source.port"]\
                  """)
          List<String> fieldnames) {}

  /** An output by mail. */
  public SesOutput(
      Config config,
      Mailer mailer,
      Claims claims,
      InstantSource clock,
      Harmonization harmonization) {
    this.config = config;
    this.recipients = EventTemplate.of("mail_to", config.mailTo(), harmonization);
    this.subject = EventTemplate.of("subject", config.subject(), harmonization);
    this.text = EventTemplate.of("text", config.text(), harmonization);
    this.table = new EventTable(config.fieldnames(), harmonization);
    this.mailer = mailer;
    this.claims = claims;
    this.clock = clock;
  }

  @Override
  public List<Delivery> deliver(Batch batch) {
    Map<List<String>, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : batch.items()) {
      groups.computeIfAbsent(recipients(item), to -> new ArrayList<>()).add(item);
    }
    var digests = new Digests(batch, mailer, claims, clock);
    groups.forEach((to, items) -> {
      if (to.isEmpty()) {
        digests.settle(
            items,
            new Rejected(
                "no-recipient",
                "'" + config.mailTo() + "' is empty and there is no 'notify_email'"));
      } else {
        digests.send(String.join(",", to), items, ours -> mail(to, ours, batch));
      }
    });
    return digests.deliveries();
  }

  private Mail mail(List<String> to, List<Item> items, Batch batch) {
    Item first = items.getFirst();
    return new Mail(
        config.mailFrom(),
        to,
        subject.fill(first.event(), "None"),
        text.fill(first.event(), "None"),
        table.isEmpty()
            ? Collections.emptyList()
            : List.of(
                new Attachment(
                    "events.csv", "csv", table.csv(items), EventTable.ids(items, batch.report()))));
  }

  private List<String> recipients(Item item) {
    List<String> to = addresses(recipients.fill(item.event(), ""));
    return to.isEmpty() && config.notifyEmail() != null ? addresses(config.notifyEmail()) : to;
  }

  private static List<String> addresses(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(address -> !address.isEmpty())
        .distinct()
        .toList();
  }
}
