package intelmq.outputs.mail;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.GatheringOutput.Settled;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Attachment;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Spool;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events by mail: one mail per interval and recipient, with the events as a CSV file. */
final class EventMail {
  private final MailSettings settings;
  private final EventTemplate recipients;
  private final EventTemplate subject;
  private final EventTemplate text;
  private final EventTable table;
  private final Mailer mailer;
  private final Claims claims;
  private final InstantSource clock;
  private final Digests digests;

  /**
   * Mail with these settings.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  EventMail(
      MailSettings settings,
      Mailer mailer,
      Spool spool,
      Claims claims,
      InstantSource clock,
      Harmonization harmonization) {
    this.settings = settings;
    this.recipients = EventTemplate.of("mail_to", settings.mailTo(), harmonization);
    this.subject = EventTemplate.of("subject", settings.subject(), harmonization);
    this.text = EventTemplate.of("text", settings.text(), harmonization);
    this.table = new EventTable(settings.fieldnames(), harmonization);
    this.mailer = mailer;
    this.claims = claims;
    this.clock = clock;
    this.digests =
        new Digests(settings.interval(), spool, mailer, claims, clock, harmonization, this::mail);
  }

  /**
   * Mails a batch, or keeps it, and says what became of each event, in the order of the batch.
   *
   * @throws IOException if it cannot be kept
   */
  List<Delivery> deliver(Batch batch) throws IOException {
    Map<List<String>, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : batch.items()) {
      groups.computeIfAbsent(recipients(item), to -> new ArrayList<>()).add(item);
    }
    var letters = new Letters(batch, mailer, claims, clock);
    for (Map.Entry<List<String>, List<Item>> group : groups.entrySet()) {
      List<String> to = group.getKey();
      List<Item> items = group.getValue();
      if (to.isEmpty()) {
        letters.settle(
            items,
            new Rejected(
                "no-recipient",
                "'" + settings.mailTo() + "' is empty and there is no 'notify_email'"));
      } else if (settings.interval() == Interval.IMMEDIATE) {
        letters.send(String.join(",", to), items, ours -> mail(to, ours));
      } else {
        digests.gather(batch, to, items);
        letters.settle(items, Delivery.GATHERED);
      }
    }
    return letters.deliveries();
  }

  /** Sends the digests whose time has come, also those from before the interval was changed. */
  void flush(Instant deadline, Settled settled) throws IOException {
    digests.flush(deadline, settled);
  }

  private Mail mail(List<String> to, List<Item> items) {
    List<Event> events = items.stream().map(Item::event).toList();
    return new Mail(
        settings.mailFrom(),
        to,
        subject.fill(events, "None"),
        text.fill(events, "None"),
        table.isEmpty()
            ? Collections.emptyList()
            : List.of(
                new Attachment("events.csv", "csv", table.csv(items), EventTable.ids(items))));
  }

  private List<String> recipients(Item item) {
    List<String> to = addresses(recipients.fill(List.of(item.event()), ""));
    return to.isEmpty() && settings.notifyEmail() != null ? addresses(settings.notifyEmail()) : to;
  }

  private static List<String> addresses(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(address -> !address.isEmpty())
        .distinct()
        .toList();
  }
}
