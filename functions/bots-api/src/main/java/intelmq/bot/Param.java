package intelmq.bot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a parameter: a component of a bot's {@code Config} record, or of a record that is a
 * component of it. This is the only source of its name ({@code httpUrl} is {@code http_url}), type,
 * default and constraints.
 *
 * <p>Types: {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean}, an enum
 * (its constants in lower case), {@code List<String>}, {@code Map<String, String>}, {@code
 * Map<String, Object>}, {@code Object}, {@link intelmq.bot.config.Secret}, {@link
 * intelmq.bot.config.Source}. A parameter without default is required, unless the component is
 * {@code @Nullable}; numbers and truth values are then {@code Integer}, {@code Long}, {@code
 * Double}, {@code Boolean}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Param {
  /** Says that there is no default. */
  String NONE = "\0";

  /** One sentence for the reference page. */
  String value();

  /**
   * The default as it would stand in YAML: plain or quoted text, a number, {@code true}, a list or
   * map as JSON. The empty text is {@code ''}.
   */
  String byDefault() default NONE;

  /** Overrides the name that follows from the component's. */
  String name() default "";

  /** Smallest number that is allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest number that is allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** Regular expression that a text must match as a whole. */
  String pattern() default "";
}
