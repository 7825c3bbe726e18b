package intelmq.runtime;

import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment of a function: what its block in the template says.
 *
 * @param variables by name; see docs/configuration.md
 */
public record Environment(Map<String, String> variables) {
  /** Takes a copy of the map. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * A variable that must be there.
   *
   * @throws ConfigurationException if it is not
   */
  public String get(String name) {
    return find(name)
        .orElseThrow(
            () -> new ConfigurationException("the environment variable " + name + " is missing"));
  }

  /** A variable that may be missing or empty. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number, with a default. */
  public int integer(String name, int byDefault) {
    String value = find(name).orElse("");
    try {
      return value.isEmpty() ? byDefault : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "the environment variable " + name + " must be a whole number, not '" + value + "'", e);
    }
  }

  /** The feeds that are on in this account; none by default. */
  public Set<String> enabledFeeds() {
    return Arrays.stream(find("ENABLED_FEEDS").orElse("").split(","))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The fields of the deployment: those of the file that {@code HARMONIZATION} refers to, or the
   * standard ones.
   *
   * @throws ConfigurationException if there is no such file, or if it is wrong: with each place and
   *     reason
   */
  public Harmonization harmonization(References references) {
    String reference = find("HARMONIZATION").orElse("");
    if (reference.isEmpty()) {
      return Harmonization.standard();
    }
    if (!References.isReference(reference)) {
      throw new ConfigurationException(
          "HARMONIZATION must be a reference, s3://bucket/key or ssm:/path, not '"
              + reference
              + "'");
    }
    try {
      return Harmonization.parse(references.resolve(reference));
    } catch (IOException e) {
      throw new ConfigurationException("HARMONIZATION cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("HARMONIZATION, " + reference + ":\n" + e.getMessage(), e);
    }
  }

  /** The name of the block, for logs, the books and quarantine. */
  public String stage() {
    return get("STAGE");
  }
}
