package intelmq.localstack.cloud;

import intelmq.localstack.server.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a local cloud is to run.
 *
 * @param project the folder with template.yaml
 * @param directory where servers keep what they hold, and functions their logs
 * @param stack the stack's name
 * @param parameters of the template, beside those that follow from the servers
 * @param harmonization the text of the {@code harmonization.conf} with the deployment's fields;
 *     empty for the standard ones
 * @param without servers that are left out
 * @param usualPorts whether servers have their usual ports, for clients that stay
 * @param online whether collectors fetch from the providers
 * @param pauseOnFailure how long a failed asynchronous invocation rests until it is tried again
 * @param listener hears of what is being done and what goes wrong
 * @param interference what happens beside what functions do
 */
public record CloudSettings(
    Path project,
    Path directory,
    String stack,
    Map<String, String> parameters,
    String harmonization,
    Set<Kind> without,
    boolean usualPorts,
    boolean online,
    Duration pauseOnFailure,
    Listener listener,
    Interference interference) {
  /** Without interference. */
  @SuppressWarnings("TooManyParameters") // those of the record
  public CloudSettings(
      Path project,
      Path directory,
      String stack,
      Map<String, String> parameters,
      String harmonization,
      Set<Kind> without,
      boolean usualPorts,
      boolean online,
      Duration pauseOnFailure,
      Listener listener) {
    this(
        project,
        directory,
        stack,
        parameters,
        harmonization,
        without,
        usualPorts,
        online,
        pauseOnFailure,
        listener,
        Interference.NONE);
  }

  /** The same, with something that interferes. */
  public CloudSettings with(Interference other) {
    return new CloudSettings(
        project,
        directory,
        stack,
        parameters,
        harmonization,
        without,
        usualPorts,
        online,
        pauseOnFailure,
        listener,
        other);
  }

  /** Hears of a cloud's life, in a few words, from several threads. */
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** A server starts or is up. */
    default void step(String text) {}

    /** Something has gone wrong. */
    default void problem(String text) {}
  }

  /** Takes copies of map and set. */
  public CloudSettings {
    parameters = Map.copyOf(parameters);
    without = Set.copyOf(without);
  }

  /** The project's template with all servers, offline, silent. */
  public static CloudSettings of(Path project, Path directory) {
    return new CloudSettings(
        project,
        directory,
        "intelmq",
        Map.of(),
        "",
        Set.of(),
        false,
        false,
        Duration.ofMillis(200),
        Listener.NONE);
  }
}
