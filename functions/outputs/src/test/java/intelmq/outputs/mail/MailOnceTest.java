package intelmq.outputs.mail;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Delivery.Waiting;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Mailer.Result.NotSent;
import intelmq.bot.port.Mailer.Result.Unknown;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.testkit.FakeClaims;
import intelmq.testkit.FakeMailer;
import intelmq.testkit.FakeSpool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each event is mailed at most once, whatever fails; else it waits, or is set aside. */
final class MailOnceTest {
  private static final String REPORT = "example-20261123T130000-0";
  private static final String BATCH = REPORT + "@0";
  private static final Instant START = Instant.parse("2026-11-23T13:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final FakeMailer mailer = new FakeMailer();
  private final FakeClaims claims = new FakeClaims(clock);
  private final EventMail output =
      new EventMail(
          new MailSettings(
              "cert@example.org",
              "{ev[source.abuse_contact]}",
              null,
              "subject",
              "text",
              List.of("source.ip"),
              Interval.IMMEDIATE),
          mailer,
          new FakeSpool(),
          claims,
          clock,
          Harmonization.standard());

  @Test
  void aBatchDeliveredTwiceIsMailedOnce() throws IOException {
    assertThat(deliver(BATCH, "0a", "1b", "2a")).containsOnly(Delivery.DELIVERED);
    assertThat(deliver(BATCH, "0a", "1b", "2a")).containsOnly(Delivery.DELIVERED);
    assertThat(mailed()).containsExactly("a@example.com: 0 2", "b@example.com: 1");
  }

  @Test
  void whatWasSplitOffIsMailedOnceWhicheverComesFirst() throws IOException {
    deliver(BATCH + "+7.1", "7a");
    assertThat(deliver(BATCH, "6a", "7a", "8a")).containsOnly(Delivery.DELIVERED);
    assertThat(deliver(BATCH + "~8", "8a")).containsOnly(Delivery.DELIVERED);
    assertThat(mailed()).containsExactly("a@example.com: 7", "a@example.com: 6 8");
  }

  @Test
  void otherBatchesHaveClaimsOfTheirOwn() throws IOException {
    deliver(BATCH, "0a");
    deliver(REPORT + "@1", "1a");
    assertThat(mailed()).containsExactly("a@example.com: 0", "a@example.com: 1");
  }

  @Test
  void aMailThatMayHaveGoneIsSetAsideAndNotSentAgain() throws IOException {
    mailer.answer(new Unknown("no answer"));
    assertThat(deliver(BATCH, "0a", "1b"))
        .containsExactly(
            new Rejected("unconfirmed", "the mail may have gone out or not: no answer"),
            Delivery.DELIVERED);
    // given again: whoever claimed it might be at work; later, it is known that nobody is
    assertThat(deliver(BATCH, "0a").getFirst()).isInstanceOf(Waiting.class);
    now = START.plus(TIMEOUT);
    assertThat(deliver(BATCH, "0a").getFirst())
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("unconfirmed"));
    assertThat(mailed()).containsExactly("a@example.com: 0", "b@example.com: 1");
  }

  @Test
  void whatCouldNotBeSentWaitsAndTheOtherMailsAreNotTried() throws IOException {
    mailer.answer(new NotSent("too many"), new NotSent("not asked"));
    assertThat(deliver(BATCH, "0a", "1b")).containsOnly(new Waiting("too many"));
    assertThat(mailed()).isEmpty();
    deliver(BATCH, "0a");
    assertThat(deliver(BATCH, "0a", "1b")).containsOnly(Delivery.DELIVERED);
    assertThat(mailed()).containsExactly("a@example.com: 0", "b@example.com: 1");
  }

  @Test
  void aRefusedMailIsSetAsideEachTime() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThat(deliver(BATCH, "0refused").getFirst())
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("mail-refused"));
    }
  }

  @Test
  void withoutClaimsNothingIsSent() throws IOException {
    claims.down(true);
    assertThat(deliver(BATCH, "0a", "1b")).containsOnly(new Waiting("the table of claims is down"));
    assertThat(mailed()).isEmpty();
    claims.down(false);
    assertThat(deliver(BATCH, "0a", "1b")).containsOnly(Delivery.DELIVERED);
  }

  @Test
  void noMailIsBegunThatTheInvocationMayNotFinish() throws IOException {
    now = START.plus(TIMEOUT).minusSeconds(30);
    assertThat(deliverBy(START.plus(TIMEOUT), "0a", "1b"))
        .containsExactly(
            Delivery.DELIVERED, new Waiting("too little time is left for another mail"));
    assertThat(deliverBy(Instant.MAX, "0a", "1b")).containsOnly(Delivery.DELIVERED);
    assertThat(mailed()).containsExactly("a@example.com: 0", "b@example.com: 1");
  }

  private List<Delivery> deliver(String batch, String... events) throws IOException {
    return deliver(batch, now.plus(TIMEOUT), events);
  }

  private List<Delivery> deliverBy(Instant deadline, String... events) throws IOException {
    return deliver(BATCH, deadline, events);
  }

  private List<Delivery> deliver(String batch, Instant deadline, String... events)
      throws IOException {
    List<Item> items = Arrays.stream(events).map(MailOnceTest::item).toList();
    return output.deliver(new Batch(batch, REPORT, LocalDate.EPOCH, deadline, items));
  }

  /** An event by its number and whose it is. */
  private static Item item(String text) {
    var event = new Event();
    String who = text.substring(1);
    String contact = who.equals("refused") ? "you@refused.example" : who + "@example.com";
    assertThat(event.add(Fields.SOURCE_ABUSE_CONTACT, contact)).isTrue();
    return new Item(REPORT + ":" + text.charAt(0), event);
  }

  /** Each mail's recipient and events. */
  private List<String> mailed() {
    return mailer.mails().stream().map(MailOnceTest::summary).toList();
  }

  private static String summary(Mail mail) {
    String ids = Objects.requireNonNull(mail.attachments().getFirst()).description();
    return mail.to().getFirst() + ": " + ids.substring(REPORT.length() + 2);
  }
}
