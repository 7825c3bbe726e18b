package intelmq.harmonization;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is searched in the text of a field's values, in Python's syntax as far
 * as RE2 goes: no lookahead and no backreferences, but no text takes long either.
 */
public final class TextPattern {
  private static final int MOST_REMEMBERED = 64;
  private static final int LONGEST_REMEMBERED = 64;

  private final String regex;
  private final boolean ignoringCase;
  private final Pattern pattern;
  private final @Nullable CharacterRun run;

  /** Texts that matched: most fields with an expression have few different values. */
  private final Set<String> matched = ConcurrentHashMap.newKeySet();

  private TextPattern(String regex, boolean ignoringCase) {
    this.regex = regex;
    this.ignoringCase = ignoringCase;
    this.pattern =
        Pattern.compile(
            PythonRegex.toRe2(regex, ignoringCase), ignoringCase ? Pattern.CASE_INSENSITIVE : 0);
    this.run = ignoringCase ? null : CharacterRun.of(regex);
  }

  /**
   * The pattern of a regular expression.
   *
   * @throws PatternSyntaxException if it is none, or one that RE2 does not have
   */
  public static TextPattern of(String regex) {
    return new TextPattern(regex, false);
  }

  /** As {@link #of}, for upper and lower case alike. */
  public static TextPattern ignoringCase(String regex) {
    return new TextPattern(regex, true);
  }

  /** Whether the text contains a match. */
  public boolean isIn(String text) {
    if (run != null && run.is(text)) {
      return true;
    }
    if (matched.contains(text)) {
      return true;
    }
    boolean found = pattern.matcher(text).find();
    if (found && run == null && text.length() <= LONGEST_REMEMBERED) {
      remember(text);
    }
    return found;
  }

  /** The first match in the text, or null. */
  public @Nullable Matcher find(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher : null;
  }

  /** How many groups the expression has. */
  public int groups() {
    return pattern.groupCount();
  }

  /** The names of the groups that have one. */
  public Set<String> groupNames() {
    return pattern.namedGroups().keySet();
  }

  private void remember(String text) {
    if (matched.size() < MOST_REMEMBERED) {
      matched.add(text);
    }
  }

  /** The expression as it was given. */
  String regex() {
    return regex;
  }

  boolean isIgnoringCase() {
    return ignoringCase;
  }

  @Override
  public String toString() {
    return regex;
  }
}
