package intelmq.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * The identity of a report: its feed, the time it was collected for, and what sets it apart from
 * others of that second. It can be read off the report's key, off its text ({@code
 * feodotracker-20261123T130000-0}) and off every event's id.
 *
 * @param feed the feed's name in the template: letters, digits and hyphens
 * @param time UTC, in whole seconds
 * @param part a number, or the hash of what was collected
 */
public record ReportId(String feed, LocalDateTime time, String part) {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter KEY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String PREFIX = "reports/";

  /** Checks that neither name is empty or would be read as another part of the key. */
  public ReportId {
    if (feed.isEmpty() || feed.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not the name of a feed: '" + feed + "'");
    }
    if (part.isEmpty() || part.indexOf('/') >= 0 || part.indexOf('-') >= 0) {
      throw new IllegalArgumentException("not the part of a report's id: '" + part + "'");
    }
  }

  /** The id of a report collected for a time. */
  public static ReportId of(String feed, Instant time, String part) {
    return new ReportId(
        feed, LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC), part);
  }

  /**
   * The id in an object's key.
   *
   * @throws IllegalArgumentException if it is not the key of a report
   */
  public static ReportId ofKey(String key) {
    int date = PREFIX.length() <= key.length() ? key.indexOf('/', PREFIX.length()) : -1;
    int part = key.lastIndexOf('-');
    try {
      if (key.startsWith(PREFIX) && date > 0 && part > date) {
        LocalDateTime time = LocalDateTime.parse(key.substring(date + 1, part), KEY);
        return new ReportId(key.substring(PREFIX.length(), date), time, key.substring(part + 1));
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not the key of a report: " + key, e);
    }
    throw new IllegalArgumentException("not the key of a report: " + key);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ReportId parse(String text) {
    int part = text.lastIndexOf('-');
    int time = part < 0 ? -1 : text.lastIndexOf('-', part - 1);
    if (time < 1) {
      throw new IllegalArgumentException("not the id of a report: " + text);
    }
    try {
      return new ReportId(
          text.substring(0, time),
          LocalDateTime.parse(text.substring(time + 1, part), ID),
          text.substring(part + 1));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not the id of a report: " + text, e);
    }
  }

  /** The key of the report's object: {@code reports/<feed>/<yyyy>/<mm>/<dd>/<hhmmss>-<part>}. */
  public String key() {
    return PREFIX + feed + "/" + time.format(KEY) + "-" + part;
  }

  /** The key of the report's metadata, if that is too large for the object itself. */
  public String metadataKey() {
    return "metadata/" + key().substring(PREFIX.length()) + ".json";
  }

  /** The UTC day the report was collected for. */
  public LocalDate day() {
    return time.toLocalDate();
  }

  @Override
  public String toString() {
    return feed + "-" + time.format(ID) + "-" + part;
  }
}
