package intelmq.localstack.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL in one spelling, in which parts like {@code {time[%Y-%m-%d]}} stand for any time.
 *
 * @param text as it was given
 */
record FeedUrl(String text, Pattern pattern) {
  private static final Pattern TIME = Pattern.compile("\\{time\\[([^]]*)]}");
  private static final Pattern CONVERSION = Pattern.compile("%(.)|[^%]+");

  static FeedUrl of(String text) {
    var times = new ArrayList<String>();
    String marked =
        TIME.matcher(text)
            .replaceAll(time -> {
              times.add(timePattern(time.group(1)));
              return mark(times.size() - 1);
            });
    String regex = Pattern.quote(normal(marked));
    for (int i = 0; i < times.size(); i++) {
      regex = regex.replace(mark(i), "\\E" + times.get(i) + "\\Q");
    }
    return new FeedUrl(text, Pattern.compile(regex));
  }

  /** Whether it is the URL, given in {@link #normal} spelling. */
  boolean matches(String url) {
    return pattern.matcher(url).matches();
  }

  /** Scheme and host in lower case, no default port, no empty path, no fragment. */
  static String normal(String url) {
    var uri = URI.create(url);
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "http").toLowerCase(Locale.ROOT);
    int defaultPort = scheme.equals("https") ? 443 : 80;
    boolean portless = uri.getPort() < 0 || uri.getPort() == defaultPort;
    String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return scheme
        + "://"
        + host
        + (portless ? "" : ":" + uri.getPort())
        + (path.isEmpty() ? "/" : path)
        + query;
  }

  private static String mark(int number) {
    return "__time" + number + "__";
  }

  private static String timePattern(String format) {
    return CONVERSION
        .matcher(format)
        .replaceAll(part -> {
          String conversion = part.group(1);
          String regex =
              conversion == null ? Pattern.quote(part.group()) : conversionPattern(conversion);
          return Matcher.quoteReplacement(regex);
        });
  }

  private static String conversionPattern(String conversion) {
    return switch (conversion) {
      case "Y" -> "\\d{4}";
      case "y", "m", "d", "H", "I", "M", "S", "U", "W", "V" -> "\\d{2}";
      case "j" -> "\\d{3}";
      case "f" -> "\\d{6}";
      case "s" -> "\\d+";
      default -> "[^/?&]+";
    };
  }
}
