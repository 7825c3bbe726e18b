package intelmq.collectors.content;

import intelmq.bot.config.ConfigurationException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files of an archive are wanted, as the parameter {@code extract_files} says.
 *
 * @param unpack whether any archive is to be unpacked
 * @param names of the files; empty for all
 */
public record FileSelection(boolean unpack, Set<String> names) {
  /** Takes a copy of the names. */
  public FileSelection {
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /**
   * Reads the parameter: false or null for none, true for all, or names in a list or separated by
   * commas.
   */
  public static FileSelection of(@Nullable Object extractFiles) {
    return switch (extractFiles) {
      case null -> new FileSelection(false, Set.of());
      case Boolean all -> new FileSelection(all, Set.of());
      case List<?> list -> named(list.stream().map(String::valueOf).toList());
      case String text when text.isBlank() || text.equalsIgnoreCase("false") ->
          new FileSelection(false, Set.of());
      case String text when text.equalsIgnoreCase("true") -> new FileSelection(true, Set.of());
      case String text -> named(Arrays.asList(text.split(",", -1)));
      default ->
          throw new ConfigurationException(
              "parameter 'extract_files' must be true, false or a list of file names, not '"
                  + extractFiles
                  + "'");
    };
  }

  private static FileSelection named(List<String> names) {
    Set<String> stripped =
        names.stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    return new FileSelection(!stripped.isEmpty(), stripped);
  }

  /** Whether a file is wanted. */
  public boolean wants(String name) {
    return names.isEmpty() || names.contains(name);
  }
}
