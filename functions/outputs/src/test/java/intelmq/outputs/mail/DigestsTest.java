package intelmq.outputs.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One mail per recipient and day, each event in one, whatever fails and comes twice. */
final class DigestsTest {
  private static final String ONE = "example-20261123T130000-0";
  private static final String TWO = "example-20261123T140000-0";
  private static final Instant START = Instant.parse("2026-11-23T13:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final FakeMailer mailer = new FakeMailer();
  private final FakeSpool spool = new FakeSpool();
  private final FakeClaims claims = new FakeClaims(clock);
  private final List<String> settled = new ArrayList<>();
  private final EventMail output =
      new EventMail(
          new MailSettings(
              "cert@example.org",
              "{ev[source.abuse_contact]}",
              null,
              "AS {ev[source.asn]}",
              "text",
              List.of("source.asn"),
              Interval.DAY),
          mailer,
          spool,
          claims,
          clock,
          Harmonization.standard());

  @Test
  void eachRecipientGetsOneMailADay() throws IOException {
    assertThat(deliver(ONE, "@0", "0a", "1b", "2a")).containsOnly(Delivery.GATHERED);
    deliver(ONE, "@3", "3a");
    deliver(TWO, "@0", "0a");
    flush();
    assertThat(mailed()).isEmpty();
    tomorrow();
    deliver(TWO, "@1", "1a");
    flush();
    assertThat(mailed())
        .containsExactlyInAnyOrder(
            "a@example.com: " + ONE + ": 0 2 3; " + TWO + ": 0", "b@example.com: " + ONE + ": 1");
    assertThat(settled)
        .containsExactlyInAnyOrder(
            ONE + ":0 delivered",
            ONE + ":1 delivered",
            ONE + ":2 delivered",
            ONE + ":3 delivered",
            TWO + ":0 delivered");
    flush();
    assertThat(mailer.mails()).hasSize(2);
    tomorrow();
    flush();
    assertThat(mailed()).hasSize(3).contains("a@example.com: " + TWO + ": 1");
    assertThat(spool.texts()).isEmpty();
  }

  @Test
  void theSubjectHasTheValuesOfAllEvents() throws IOException {
    deliver(ONE, "@0", "0a", "1a", "2a");
    tomorrow();
    flush();
    assertThat(mailer.mails().getFirst().subject()).isEqualTo("AS 64500, 64501, 64502");
  }

  @Test
  void whatComesTwiceIsMailedOnce() throws IOException {
    deliver(ONE, "@0", "0a", "1a");
    deliver(ONE, "@0", "0a", "1a");
    deliver(ONE, "@0+1.1", "1a");
    tomorrow();
    deliver(ONE, "@0", "0a", "1a");
    deliver(ONE, "@0~0", "0a");
    flush();
    tomorrow();
    deliver(ONE, "@0", "0a", "1a");
    flush();
    tomorrow();
    flush();
    assertThat(mailed()).containsExactly("a@example.com: " + ONE + ": 0 1");
    assertThat(spool.texts()).isEmpty();
  }

  @Test
  void whatCannotBeSentStaysUntilItCan() throws IOException {
    deliver(ONE, "@0", "0a");
    deliver(ONE, "@0+1.1", "1a");
    tomorrow();
    mailer.answer(new NotSent("down"));
    assertThatIOException().isThrownBy(this::flush).withMessage("down");
    claims.down(true);
    assertThatIOException().isThrownBy(this::flush);
    claims.down(false);
    spool.down(true);
    assertThatIOException().isThrownBy(this::flush);
    spool.down(false);
    assertThat(settled).isEmpty();
    flush();
    assertThat(mailed()).containsExactly("a@example.com: " + ONE + ": 0 1");
  }

  @Test
  void aSpoolThatIsDownTakesNothing() {
    spool.down(true);
    assertThatIOException().isThrownBy(() -> deliver(ONE, "@0", "0a"));
  }

  @Test
  void aRefusedMailDoesNotKeepTheOthersBack() throws IOException {
    deliver(ONE, "@0", "0refused", "1a", "2b");
    tomorrow();
    flush();
    assertThat(settled)
        .containsExactlyInAnyOrder(
            ONE + ":0 mail-refused", ONE + ":1 delivered", ONE + ":2 delivered");
    assertThat(spool.texts()).isEmpty();
  }

  @Test
  void aMailThatMayHaveGoneIsSetAsideAndNotSentAgain() throws IOException {
    deliver(ONE, "@0", "0a");
    tomorrow();
    mailer.answer(new Unknown("no answer"));
    flush();
    assertThat(settled).containsExactly(ONE + ":0 unconfirmed");
    deliver(ONE, "@0", "0a");
    tomorrow();
    flush();
    assertThat(settled).containsExactly(ONE + ":0 unconfirmed", ONE + ":0 unconfirmed");
    assertThat(mailer.mails()).hasSize(1);
  }

  @Test
  void whoEndsInTheMiddleLosesNothingAndSendsNothingTwice() throws IOException {
    deliver(ONE, "@0", "0a", "1refused", "2c");
    tomorrow();
    // in the order of hashes of recipients, each mail is followed by a crash
    for (int crash = 0; crash < 3; crash++) {
      assertThatIOException()
          .isThrownBy(() ->
              output.flush(
                  now.plus(TIMEOUT),
                  (batch, deliveries) -> {
                    throw new IOException("no quarantine");
                  }));
    }
    now = now.plus(TIMEOUT);
    flush();
    assertThat(settled).contains(ONE + ":1 mail-refused");
    assertThat(mailed())
        .containsExactlyInAnyOrder(
            "a@example.com: " + ONE + ": 0", "c@example.com: " + ONE + ": 2");
    assertThat(spool.texts()).isEmpty();
  }

  @Test
  void whatAnotherInvocationMayBeSendingIsLeftToIt() throws IOException {
    deliver(ONE, "@0", "0a");
    tomorrow();
    Batch batch = new Batch(ONE + "@0", ONE, LocalDate.EPOCH, now.plus(TIMEOUT), List.of());
    var other = claims.claim(batch, "a@example.com", List.of("0"));
    flush();
    assertThat(mailer.mails()).isEmpty();
    other.release();
    flush();
    assertThat(mailed()).containsExactly("a@example.com: " + ONE + ": 0");
  }

  @Test
  void noMailIsBegunThatTheInvocationMayNotFinish() throws IOException {
    deliver(ONE, "@0", "0a");
    tomorrow();
    output.flush(now.plusSeconds(30), (batch, deliveries) -> {});
    assertThat(mailer.mails()).isEmpty();
    flush();
    assertThat(mailer.mails()).hasSize(1);
  }

  @Test
  void tooManyEventsAreSeveralMails() throws IOException {
    for (int i = 0; i < 3; i++) {
      Item item = item(ONE, i + "a");
      assertThat(item.event().add(Harmonization.standard().field("extra.x"), "x".repeat(3 << 20)))
          .isTrue();
      output.deliver(batch(ONE, "@" + i, List.of(item)));
    }
    tomorrow();
    flush();
    assertThat(mailed())
        .containsExactly(
            "a@example.com: " + ONE + ": 0",
            "a@example.com: " + ONE + ": 1",
            "a@example.com: " + ONE + ": 2");
  }

  private void tomorrow() {
    now = now.plus(Duration.ofDays(1));
  }

  private void flush() throws IOException {
    output.flush(
        now.plus(TIMEOUT),
        (batch, deliveries) -> {
          assertThat(deliveries).hasSameSizeAs(batch.items());
          for (int i = 0; i < deliveries.size(); i++) {
            String what =
                deliveries.get(i) instanceof Rejected(String code, String message)
                    ? code
                    : "delivered";
            settled.add(batch.items().get(i).id() + " " + what);
          }
        });
  }

  private List<Delivery> deliver(String report, String batch, String... events) throws IOException {
    List<Item> items = Arrays.stream(events).map(event -> item(report, event)).toList();
    return output.deliver(batch(report, batch, items));
  }

  private Batch batch(String report, String batch, List<Item> items) {
    return new Batch(report + batch, report, LocalDate.EPOCH, now.plus(TIMEOUT), items);
  }

  /** An event by its number and whose it is. */
  private static Item item(String report, String text) {
    var event = new Event();
    String who = text.substring(1);
    String contact = who.equals("refused") ? "you@refused.example" : who + "@example.com";
    assertThat(event.add(Fields.SOURCE_ABUSE_CONTACT, contact)).isTrue();
    long number = 64_500 + Long.parseLong(text.substring(0, 1));
    assertThat(event.add(Harmonization.standard().field("source.asn"), number)).isTrue();
    return new Item(report + ":" + text.charAt(0), event);
  }

  /** Each mail's recipient and events. */
  private List<String> mailed() {
    return mailer.mails().stream().map(DigestsTest::summary).toList();
  }

  private static String summary(Mail mail) {
    String ids = Objects.requireNonNull(mail.attachments().getFirst()).description();
    return mail.to().getFirst() + ": " + ids;
  }
}
