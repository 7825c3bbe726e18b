package intelmq.ctl.moving;

import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a {@code harmonization.conf} has that the standard fields have not, and the reverse. */
public final class OwnFields {
  private OwnFields() {}

  /**
   * The differences, a line each.
   *
   * @param text the file's; empty for none
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public static List<String> of(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    Harmonization own = Harmonization.parse(text);
    Harmonization standard = Harmonization.standard();
    var lines = new ArrayList<String>();
    lines.add("Fields (harmonization.conf):");
    line(lines, "of your own", names(own, standard));
    line(lines, "left out", names(standard, own));
    line(
        lines,
        "with rules of your own",
        own.fields().stream()
            .filter(field -> standard.find(field.name()).filter(f -> !isSame(f, field)).isPresent())
            .map(Field::name)
            .toList());
    if (lines.size() == 1) {
      return List.of("The fields of harmonization.conf are the standard ones: it is not needed.");
    }
    lines.add("  It is taken as it is: put it into a bucket of yours, and Harmonization=s3://…");
    return lines;
  }

  private static void line(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add("  " + what + ": " + String.join(", ", names));
    }
  }

  private static List<String> names(Harmonization of, Harmonization without) {
    return of.fields().stream()
        .map(Field::name)
        .filter(name -> without.find(name).isEmpty())
        .toList();
  }

  private static boolean isSame(Field one, Field other) {
    return one.type().equals(other.type())
        && one.maxLength() == other.maxLength()
        && Objects.equals(one.regex(), other.regex())
        && Objects.equals(one.regexIgnoringCase(), other.regexIgnoringCase());
  }
}
