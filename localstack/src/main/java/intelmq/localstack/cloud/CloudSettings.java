package intelmq.localstack.cloud;

import intelmq.localstack.process.Processes;
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
 * @param template the template that is run
 * @param processes functions that run in processes of their own, as in an account
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
    Interference interference,
    Path template,
    Processes processes) {
  /** The project's template, without interference. */
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
        Interference.NONE,
        project.resolve("template.yaml"),
        Processes.NONE);
  }

  /** The same, with something that interferes. */
  public CloudSettings with(Interference other) {
    return copy(parameters, without, listener, other, template, processes);
  }

  /** The same, with these values of the template's parameters. */
  public CloudSettings with(Map<String, String> values) {
    return copy(values, without, listener, interference, template, processes);
  }

  /** The same, with another template, some of whose functions run in processes of their own. */
  public CloudSettings with(Path otherTemplate, Processes own) {
    return copy(parameters, without, listener, interference, otherTemplate, own);
  }

  /** The same, without some servers. */
  public CloudSettings leavingOut(Set<Kind> kinds) {
    return copy(parameters, kinds, listener, interference, template, processes);
  }

  /** The same, with a listener. */
  public CloudSettings with(Listener other) {
    return copy(parameters, without, other, interference, template, processes);
  }

  /** The same settings, but for what the methods above change. */
  private CloudSettings copy(
      Map<String, String> values,
      Set<Kind> leftOut,
      Listener hears,
      Interference other,
      Path run,
      Processes own) {
    return new CloudSettings(
        project,
        directory,
        stack,
        values,
        harmonization,
        leftOut,
        usualPorts,
        online,
        pauseOnFailure,
        hears,
        other,
        run,
        own);
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
