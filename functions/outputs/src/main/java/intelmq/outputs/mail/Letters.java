package intelmq.outputs.mail;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Delivery.Waiting;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Claims.Claim;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Mailer.Result.NotSent;
import intelmq.bot.port.Mailer.Result.Refused;
import intelmq.bot.port.Mailer.Result.Sent;
import intelmq.bot.port.Mailer.Result.Unknown;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The mails of one batch, each claimed before and confirmed after it is sent, so that no event is
 * mailed twice. Once one cannot be sent, the others wait as well.
 */
final class Letters {
  /** What a mail can take; another one is not begun if less time is left. */
  static final Duration ONE_MAIL = Duration.ofSeconds(40);

  private final Batch batch;
  private final Mailer mailer;
  private final Claims claims;
  private final InstantSource clock;
  private final Map<String, Delivery> deliveries = new HashMap<>();

  /** Why the mails that are left wait. */
  private @Nullable Waiting pause;

  Letters(Batch batch, Mailer mailer, Claims claims, InstantSource clock) {
    this.batch = batch;
    this.mailer = mailer;
    this.claims = claims;
    this.clock = clock;
  }

  /** What became of each event of the batch, in order. */
  List<Delivery> deliveries() {
    return batch.items().stream()
        .map(item -> Objects.requireNonNull(deliveries.get(item.id())))
        .toList();
  }

  /** The same became of some events. */
  void settle(List<Item> items, Delivery delivery) {
    items.forEach(item -> deliveries.put(item.id(), delivery));
  }

  /**
   * Sends some events to recipients.
   *
   * @param mail the mail with those of the events that are still to be sent
   */
  void send(String recipients, List<Item> items, Function<List<Item>, Mail> mail) {
    if (pause != null) {
      settle(items, pause);
      return;
    }
    try {
      Claim claim = claims.claim(batch, recipients, items.stream().map(this::ordinal).toList());
      List<Item> ours = ours(claim, items);
      if (!ours.isEmpty()) {
        settle(ours, send(claim, mail.apply(ours)));
      }
    } catch (IOException e) {
      settle(items, pause(String.valueOf(e.getMessage())));
    }
  }

  /** The events that nobody else has claimed; the others are settled. */
  private List<Item> ours(Claim claim, List<Item> items) {
    var ours = new ArrayList<Item>();
    for (Item item : items) {
      switch (Objects.requireNonNull(claim.states().get(ordinal(item)))) {
        case OURS -> ours.add(item);
        case CONFIRMED -> settle(List.of(item), Delivery.DELIVERED);
        case HELD ->
            settle(List.of(item), new Waiting("another invocation may be sending this mail"));
        case UNCONFIRMED ->
            settle(List.of(item), unconfirmed("a function ended before it could say"));
      }
    }
    return ours;
  }

  private Delivery send(Claim claim, Mail mail) {
    Delivery delivery =
        switch (mailer.send(mail)) {
          case Sent() -> {
            note(claim::confirm);
            yield Delivery.DELIVERED;
          }
          case Refused(String reason) -> {
            note(claim::release);
            yield new Rejected("mail-refused", reason);
          }
          case NotSent(String reason) -> {
            note(claim::release);
            yield pause(reason);
          }
          case Unknown(String reason) -> unconfirmed(reason);
        };
    if (pause == null && !clock.instant().plus(ONE_MAIL).isBefore(batch.deadline())) {
      pause("too little time is left for another mail");
    }
    return delivery;
  }

  /**
   * Writes down what became of a mail, which is known here even if that fails; then whoever is
   * given these events again finds a claim without an end and sets them aside.
   */
  static void note(Outcome outcome) {
    try {
      outcome.write();
    } catch (IOException _) {
      // as said above
    }
  }

  private Waiting pause(String reason) {
    var waiting = new Waiting(reason);
    pause = waiting;
    return waiting;
  }

  static Rejected unconfirmed(String reason) {
    return new Rejected("unconfirmed", "the mail may have gone out or not: " + reason);
  }

  private String ordinal(Item item) {
    return item.id().substring(batch.report().length() + 1);
  }

  /** Writes down what became of a mail. */
  @FunctionalInterface
  interface Outcome {
    void write() throws IOException;
  }
}
