package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.server.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A local cloud that has worked through the sample reports, one for all tests that operate it. A
 * test that changes something leaves everything as it was, and takes the lock {@link #LOCK}.
 */
final class RunningCloud implements AutoCloseable {
  /** What tests lock that must not run beside each other. */
  static final String LOCK = "the local cloud";

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Cloud cloud;
  private final Path file;

  private RunningCloud(Cloud cloud, Path file) {
    this.cloud = cloud;
    this.file = file;
  }

  private static RunningCloud start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "cloud");
      Cloud cloud =
          Cloud.start(
              new CloudSettings(
                  PROJECT,
                  directory,
                  "intelmq",
                  Map.of(
                      "EnabledFeeds", "feodotracker,example-csv", "MailFrom", "cert@example.org"),
                  "",
                  Set.of(Kind.SEARCH),
                  false,
                  false,
                  Duration.ofMillis(200),
                  CloudSettings.Listener.NONE));
      Feeds feeds = Feeds.of(PROJECT);
      feeds.deliver(cloud, feeds.samples(), Instant.now());
      Path file = directory.resolve("cloud.json");
      CloudFile.of(cloud, "intelmq").write(file);
      var running = new RunningCloud(cloud, file);
      running.awaitQuiet();
      return running;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The cloud itself. */
  Cloud cloud() {
    return cloud;
  }

  /** The file that says where it is. */
  Path file() {
    return file;
  }

  /** Waits until nothing is to be done. */
  void awaitQuiet() throws InterruptedException {
    if (!cloud.awaitQuiet(PATIENCE)) {
      throw new IllegalStateException("still busy");
    }
  }

  /** Runs a command on it, with nobody to ask. */
  Run run(String... arguments) {
    return Run.of(PROJECT, file, new Answer(null), arguments);
  }

  /** Runs a command on it, with a user who answers so. */
  Run runAnswering(String answer, String... arguments) {
    return Run.of(PROJECT, file, new Answer(answer), arguments);
  }

  @Override
  public void close() {
    cloud.close();
  }

  /** Hands the cloud to tests, and closes it after the last. */
  static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(RunningCloud.class))
          .computeIfAbsent("cloud", key -> RunningCloud.start(), RunningCloud.class);
    }
  }
}
