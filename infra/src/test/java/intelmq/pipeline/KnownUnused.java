package intelmq.pipeline;

import intelmq.localstack.iam.Role.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Permissions that the tests of the pipeline are known not to use, and why.
 *
 * <p>A line of the file has role, action and resource, in which an asterisk stands for any text,
 * and the reason after {@code #}. A line that begins with {@code ?} is about what is used in some
 * runs only.
 */
record KnownUnused(List<Line> lines) {
  private record Line(String text, boolean always, Pattern pattern) {
    static Line of(String text) {
      boolean always = !text.startsWith("?");
      String[] words = text.substring(always ? 0 : 1).strip().split("\\s+", 4);
      if (words.length < 4 || !words[3].startsWith("# ")) {
        throw new IllegalArgumentException("no role, action, resource and reason: " + text);
      }
      String permission = String.join(" ", words[0], words[1], words[2]);
      return new Line(
          text, always, Pattern.compile("\\Q" + permission.replace("*", "\\E.*\\Q") + "\\E"));
    }

    boolean isAbout(Permission permission) {
      return pattern.matcher(permission.toString()).matches();
    }
  }

  static KnownUnused read(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return new KnownUnused(
          lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(Line::of).toList());
    }
  }

  /** What is not used and not known to be, and what is said to be unused and is used or gone. */
  List<String> differences(List<Permission> unused) {
    var differences = new ArrayList<String>();
    for (Permission permission : unused) {
      if (lines.stream().noneMatch(line -> line.isAbout(permission))) {
        differences.add("never used: " + permission);
      }
    }
    for (Line line : lines) {
      if (line.always() && unused.stream().noneMatch(line::isAbout)) {
        differences.add("used, or gone: " + line.text());
      }
    }
    return differences;
  }
}
