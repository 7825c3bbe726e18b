package intelmq.harmonization;

import intelmq.python.Strptime;
import intelmq.python.Text;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversion of {@link DateTimes} chosen by name, as parameters of bots name them. */
public final class TimeFormat {
  private static final String FROM_FORMAT = "from_format|";
  private static final String FROM_FORMAT_MIDNIGHT = "from_format_midnight|";
  private static final List<String> NAMES =
      List.of(
          "fuzzy",
          "timestamp",
          "windows_nt",
          "epoch_millis",
          "utc_isoformat",
          FROM_FORMAT,
          FROM_FORMAT_MIDNIGHT);

  private final String name;
  private final Conversion conversion;

  private TimeFormat(String name, Conversion conversion) {
    this.name = name;
    this.conversion = conversion;
  }

  /**
   * The conversion of this name: {@code fuzzy}, {@code timestamp}, {@code windows_nt}, {@code
   * epoch_millis}, {@code utc_isoformat}, {@code from_format|<strptime>} or {@code
   * from_format_midnight|<strptime>}.
   *
   * @throws IllegalArgumentException if there is none, or its format is not supported
   */
  public static TimeFormat of(String name) {
    if (name.startsWith(FROM_FORMAT)) {
      Strptime format = Strptime.of(name.substring(FROM_FORMAT.length()));
      return new TimeFormat(name, ofText((text, clock) -> DateTimes.fromFormat(text, format)));
    }
    if (name.startsWith(FROM_FORMAT_MIDNIGHT)) {
      Strptime format = Strptime.of(name.substring(FROM_FORMAT_MIDNIGHT.length()));
      return new TimeFormat(
          name, ofText((text, clock) -> DateTimes.fromFormatMidnight(text, format)));
    }
    return new TimeFormat(
        name,
        switch (name) {
          case "fuzzy" -> TimeFormat::fuzzy;
          case "timestamp" -> (value, clock) -> DateTimes.timestamp(value);
          case "windows_nt" -> (value, clock) -> DateTimes.windowsNt(value);
          case "epoch_millis" -> (value, clock) -> DateTimes.epochMillis(value);
          case "utc_isoformat" -> ofText((text, clock) -> DateTimes.utcIsoFormat(text));
          default ->
              throw new IllegalArgumentException(
                  "there is no time format '" + name + "'" + Nearest.hint(name, NAMES));
        });
  }

  private static @Nullable String fuzzy(Object value, InstantSource clock) {
    return switch (value) {
      case String text -> DateTimes.fuzzy(text, clock);
      case byte[] bytes -> {
        String text = Text.tryDecode(bytes);
        yield text == null ? null : DateTimes.fuzzy(text, clock);
      }
      default -> null;
    };
  }

  private static Conversion ofText(TextConversion conversion) {
    return (value, clock) -> value instanceof String text ? conversion.convert(text, clock) : null;
  }

  /** The harmonised form of a value, or null; the clock's day completes a fuzzy one. */
  public @Nullable String convert(Object value, InstantSource clock) {
    return conversion.convert(value, clock);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Reads a text. */
  private interface TextConversion {
    @Nullable String convert(String text, InstantSource clock);
  }

  /** Reads a value. */
  private interface Conversion {
    @Nullable String convert(Object value, InstantSource clock);
  }
}
