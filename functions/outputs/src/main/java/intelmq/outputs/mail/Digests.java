package intelmq.outputs.mail;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.GatheringOutput.Settled;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Mail;
import intelmq.bot.port.Spool;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Mails for which events are gathered first: one for each recipient and interval.
 *
 * <p>Events wait in the spool, a text for each batch and recipient, {@code <end of the
 * interval>/<hash of the recipients>/<batch>}; so a batch that is delivered again replaces itself.
 * What is in the spool twice all the same, by parts of a batch or at the turn of an interval, is
 * claimed once.
 */
final class Digests {
  /** Who began before the end of an interval may put something there for a while. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** Characters of events in one mail; mail servers take 10 MB and more. */
  private static final int MOST_TEXT = 4 << 20;

  private static final int HASH_DIGITS = 32;
  private static final Pattern KEY = Pattern.compile("(([0-9]{8}T[0-9]{6}Z)/[0-9a-f]+)/[^/]+");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Interval interval;
  private final Spool spool;
  private final Mailer mailer;
  private final Claims claims;
  private final InstantSource clock;
  private final Harmonization harmonization;
  private final BiFunction<List<String>, List<Item>, Mail> writer;

  /**
   * Digests of an interval.
   *
   * @param writer makes the mail of recipients and events
   */
  Digests(
      Interval interval,
      Spool spool,
      Mailer mailer,
      Claims claims,
      InstantSource clock,
      Harmonization harmonization,
      BiFunction<List<String>, List<Item>, Mail> writer) {
    this.interval = interval;
    this.spool = spool;
    this.mailer = mailer;
    this.claims = claims;
    this.clock = clock;
    this.harmonization = harmonization;
    this.writer = writer;
  }

  /** Keeps events for the mail of the present interval. */
  void gather(Batch batch, List<String> to, List<Item> items) throws IOException {
    String end = TIME.format(interval.end(clock.instant()));
    spool.put(
        end + "/" + hash(String.join(",", to)) + "/" + batch.id(),
        Gathered.of(batch, to, items).text());
  }

  /**
   * Sends the mails of intervals that are over. What goes wrong with one mail alone does not keep
   * the others back.
   */
  void flush(Instant deadline, Settled settled) throws IOException {
    RuntimeException defect = null;
    for (List<String> keys : due()) {
      if (!isTimeForOne(deadline)) {
        break;
      }
      try {
        send(keys, deadline, settled);
      } catch (RuntimeException e) {
        if (defect == null) {
          defect = e;
        } else {
          defect.addSuppressed(e);
        }
      }
    }
    if (defect != null) {
      throw defect;
    }
  }

  /** Keys in the spool whose interval is over, by interval and recipients. */
  private Collection<List<String>> due() throws IOException {
    String now = TIME.format(clock.instant().minus(GRACE));
    var due = new LinkedHashMap<String, List<String>>();
    for (var keys = spool.keysAfter(""); !keys.isEmpty(); keys = spool.keysAfter(keys.getLast())) {
      for (String key : keys) {
        var parts = KEY.matcher(key);
        if (parts.matches()) {
          if (parts.group(2).compareTo(now) > 0) {
            return due.values();
          }
          due.computeIfAbsent(parts.group(1), group -> new ArrayList<>()).add(key);
        }
      }
    }
    return due.values();
  }

  /** One mail to the recipients, or several if it became too large. */
  private void send(List<String> keys, Instant deadline, Settled settled) throws IOException {
    Digest digest = null;
    int size = 0;
    for (String key : keys) {
      Optional<String> text = spool.get(key);
      if (text.isEmpty()) {
        continue;
      }
      if (digest != null && size + text.get().length() > MOST_TEXT) {
        send(digest, deadline, settled);
        digest = null;
        size = 0;
      }
      Gathered gathered = Gathered.parse(text.get(), harmonization);
      if (digest == null) {
        digest = new Digest(gathered.to());
      }
      digest.add(key, gathered);
      size += text.get().length();
    }
    if (digest != null) {
      send(digest, deadline, settled);
    }
  }

  private void send(Digest digest, Instant deadline, Settled settled) throws IOException {
    if (!isTimeForOne(deadline)) {
      // stays for the next time
      return;
    }
    digest.claim(claims, deadline);
    List<Item> ours = digest.ours();
    if (!ours.isEmpty()) {
      digest.sent(mailer.send(writer.apply(digest.to(), ours)));
    }
    for (Map.Entry<Batch, List<Delivery>> part : digest.deliveries().entrySet()) {
      settled.settle(part.getKey(), part.getValue());
    }
    for (String key : digest.done()) {
      spool.delete(key);
    }
  }

  private boolean isTimeForOne(Instant deadline) {
    return clock.instant().plus(Letters.ONE_MAIL).isBefore(deadline);
  }

  /** Addresses are personal data, which names of objects do not hold. */
  private static String hash(String recipients) {
    return Sha256.hex(recipients, HASH_DIGITS);
  }
}
