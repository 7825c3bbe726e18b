package intelmq.runtime;

import intelmq.bot.config.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2, in which {@code no} is a text and octal numbers are written {@code 0o17}. */
public final class Yaml {
  private Yaml() {}

  /**
   * The value of a document.
   *
   * @param source names it in errors
   */
  public static @Nullable Object read(String text, String source) {
    try {
      return new Load(LoadSettings.builder().setSchema(new CoreSchema()).setLabel(source).build())
          .loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ConfigurationException(source + " is not YAML: " + e.getMessage(), e);
    }
  }
}
