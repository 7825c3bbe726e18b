package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import intelmq.python.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** Whatever the value: types refuse it or take it, and take again what they made of it. */
class TypesFuzzTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2020-03-31T12:00:00Z"));
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern HIDDEN = Pattern.compile("hxxps?://");

  @FuzzTest
  void text(FuzzedDataProvider data) {
    FieldType type = data.pickValue(Types.all());
    String text = data.consumeRemainingAsString();
    check(type, text);
    check(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Any JSON value, which most types take as the text that Python makes of it. */
  @FuzzTest
  void json(FuzzedDataProvider data) {
    FieldType type = data.pickValue(Types.all());
    Object value = Json.tryParse(data.consumeRemainingAsString());
    if (value != null) {
      check(type, value);
    }
  }

  @FuzzTest
  void number(FuzzedDataProvider data) {
    FieldType type = data.pickValue(Types.all());
    check(type, data.consumeLong());
    check(type, data.consumeDouble());
    check(type, data.consumeDouble() + "e" + data.consumeInt());
  }

  /** Addresses, names and URLs have most rules. */
  @FuzzTest
  void network(FuzzedDataProvider data) {
    FieldType type =
        data.pickValue(List.of(Types.URL, Types.FQDN, Types.IP_ADDRESS, Types.IP_NETWORK));
    String prefix =
        data.pickValue(
            List.of("", "http://", "hxxp://", "http://[", "2001:db8::", "192.0.2.", "xn--"));
    check(type, prefix + data.consumeRemainingAsString());
  }

  @FuzzTest
  void time(FuzzedDataProvider data) {
    String format = data.consumeBoolean() ? "" : data.consumeString(40);
    InstantSource clock = InstantSource.fixed(instant(data.consumeLong()));
    String name =
        data.pickValue(
            List.of(
                "fuzzy",
                "timestamp",
                "windows_nt",
                "epoch_millis",
                "utc_isoformat",
                "from_format|" + format,
                "from_format_midnight|" + format,
                "from_format|%d/%b/%Y:%H:%M:%S.%f %z",
                "from_format|%G %V %a %p %I",
                "from_format_midnight|%j %y %U %w"));
    TimeFormat conversion;
    try {
      conversion = TimeFormat.of(name);
    } catch (IllegalArgumentException e) {
      return;
    }
    String text = data.consumeRemainingAsString();
    Object json = Json.tryParse(text);
    for (Object value : List.of(text, json == null ? "" : json)) {
      String time = conversion.convert(value, clock);
      if (time != null) {
        assertThat(DateTimes.isHarmonised(time)).as("%s of '%s'", time, value).isTrue();
        assertThat(DateTimes.instant(time)).isBetween(FIRST, LAST.plusSeconds(1));
        assertThat(Types.DATE_TIME.sanitize(time)).isEqualTo(time);
      }
    }
  }

  @FuzzTest
  void configuration(FuzzedDataProvider data) {
    String json = data.consumeRemainingAsString();
    Harmonization harmonization;
    try {
      harmonization = Harmonization.parse(json);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).*\\w.*");
      return;
    }
    Harmonization again = Harmonization.parse(harmonization.toJson());
    assertThat(new Event(again).sameAs(new Event(harmonization))).isTrue();
    assertThat(again.toJson()).isEqualTo(harmonization.toJson());
  }

  private static Instant instant(long number) {
    long span = LAST.getEpochSecond() - FIRST.getEpochSecond();
    return FIRST.plusSeconds(Math.floorMod(number, span));
  }

  private static void check(FieldType type, Object value) {
    type.isValid(value);
    type.isValidSanitized(value, CLOCK);
    type.sanitize(value);
    Object sanitized = type.sanitize(value, CLOCK);
    if (sanitized != null && type.isValid(sanitized) && isStable(type, sanitized)) {
      assertThat(type.sanitize(sanitized, CLOCK))
          .as("%s of '%s'", type, value)
          .isEqualTo(sanitized);
      assertThat(type.isValidSanitized(sanitized, CLOCK)).as("%s of '%s'", type, value).isTrue();
    }
  }

  /**
   * Base64 is never sanitised twice; blanks around a name, which IDNA may leave, count as valid;
   * line ends within {@code hxxp://} hide it the first time, as in IntelMQ.
   */
  private static boolean isStable(FieldType type, Object sanitized) {
    return !type.equals(Types.BASE64)
        && (!(sanitized instanceof String text)
            || (Text.strip(text).equals(text)
                && !(type.equals(Types.URL) && HIDDEN.matcher(text).find())));
  }
}
