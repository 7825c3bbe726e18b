package intelmq.python;

import java.util.List;

/** Names of months and days in the C locale. */
final class EnglishNames {
  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private EnglishNames() {}

  /** The first three letters. */
  static String abbreviated(String name) {
    return name.substring(0, 3);
  }
}
