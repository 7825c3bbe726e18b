package intelmq.bot.database;

import intelmq.harmonization.Types;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ICANN section of a public suffix list in the format of publicsuffix.org.
 *
 * <p>The rule with the most labels wins, an exception over all; a name that none fits has its last
 * label as suffix. Rules are kept in the ASCII form that names of events have.
 */
public final class SuffixList {
  private static final String BEGIN = "===BEGIN ICANN DOMAINS===";
  private static final String END = "===END ICANN DOMAINS===";

  private enum Rule {
    SUFFIX,
    /** One more label, whichever it is, belongs to the suffix; the name alone is a suffix, too. */
    WILDCARD,
    /** The suffix is that of the name above. */
    EXCEPTION
  }

  private final Map<String, Rule> rules = new HashMap<>();

  /**
   * Reads a list.
   *
   * @throws IllegalArgumentException if it is none; the message has the line
   */
  public static SuffixList read(byte[] content) {
    return new SuffixList(new String(content, StandardCharsets.UTF_8));
  }

  private SuffixList(String text) {
    List<String> lines = text.lines().toList();
    boolean icann = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("//")) {
        icann = line.contains(BEGIN) || (icann && !line.contains(END));
      } else if (icann && !line.isEmpty()) {
        add(line.split("\\s", 2)[0], i + 1);
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no rule between the lines '// " + BEGIN + "' and '// " + END + "'");
    }
  }

  /** The suffix of a name in ASCII and lower case. */
  public String suffix(String name) {
    // from the whole name on, so the first rule that fits has the most labels
    int before = -1;
    for (int at = 0; at >= 0; at = name.indexOf('.', at) + 1) {
      Rule rule = rules.get(name.substring(at));
      if (rule == Rule.EXCEPTION) {
        return name.substring(name.indexOf('.', at) + 1);
      } else if (rule == Rule.WILDCARD && before >= 0) {
        return name.substring(before);
      } else if (rule != null) {
        return name.substring(at);
      }
      if (name.indexOf('.', at) < 0) {
        break;
      }
      before = at;
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void add(String text, int line) {
    boolean exception = text.startsWith("!");
    boolean wildcard = text.startsWith("*.");
    String name = exception ? text.substring(1) : wildcard ? text.substring(2) : text;
    Object ascii = Types.FQDN.sanitize(name);
    if (!(ascii instanceof String key) || name.indexOf('*') >= 0 || name.startsWith(".")) {
      throw new IllegalArgumentException(
          "line "
              + line
              + ": '"
              + text
              + "' is no rule, expected a name such as co.uk, *.ck or !www.ck");
    }
    Rule rule = exception ? Rule.EXCEPTION : wildcard ? Rule.WILDCARD : Rule.SUFFIX;
    // the order of the rules does not matter: the stronger one stays
    rules.merge(key, rule, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }
}
