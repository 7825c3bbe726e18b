package intelmq.bot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bot: a final class that implements {@link Collector}, {@link Parser}, {@link Expert},
 * {@link BatchExpert} or {@link Output} and has one public constructor, which takes its {@code
 * Config} record (if it has parameters) and the ports that it uses. That alone puts it into the
 * catalogue, its schema and its reference page.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Bot {
  /** The name used in configurations, unique among the bots of its kind. */
  String name();

  /** The module of IntelMQ whose parameters and results it has; empty for a bot of our own. */
  String upstream() default "";

  /** Parameters of the upstream bot that mean nothing here: accepted and ignored. */
  String[] ignored() default {};
}
