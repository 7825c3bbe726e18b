package intelmq.localstack.cloud;

import intelmq.localstack.resource.ResourceTypes;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import intelmq.localstack.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/** The feeds of a template, and the reports that stand in for their providers. */
public final class Feeds {
  private static final Pattern URL = Pattern.compile("https?://[^\\s'\"]+");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a collector is told to fetch, by feed. */
  private final Map<String, String> collectors;

  private final Map<String, List<Path>> samples;

  private Feeds(Map<String, String> collectors, Map<String, List<Path>> samples) {
    this.collectors = collectors;
    this.samples = samples;
  }

  /**
   * The feeds of a project: those of its template, and samples in {@code events/reports/<feed>}.
   */
  public static Feeds of(Path project) throws IOException {
    var collectors = new TreeMap<String, String>();
    var samples = new TreeMap<String, List<Path>>();
    var stack =
        Templates.expand(
            project.resolve("template.yaml"),
            "intelmq",
            Map.of(),
            new Account(LocalAccount.ID, LocalAccount.REGION),
            new ResourceTypes("http://queues.invalid"));
    for (Resource resource : stack.resources()) {
      Properties variables = resource.properties().map("Environment").map("Variables");
      if (resource.type().equals("AWS::Lambda::Function")
          && resource.properties().text("Handler").endsWith(".CollectorFunction")) {
        String feed = variables.text("FEED");
        collectors.put(feed, variables.text("BOT"));
        List<Path> files = files(project.resolve("events/reports").resolve(feed));
        if (!files.isEmpty()) {
          samples.put(feed, files);
        }
      }
    }
    return new Feeds(collectors, samples);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The names of the feeds. */
  public Set<String> names() {
    return Collections.unmodifiableSet(collectors.keySet());
  }

  /** Sample reports by feed. */
  public Map<String, List<Path>> samples() {
    return Collections.unmodifiableMap(samples);
  }

  /**
   * Has collectors collect these reports: what a schedule fetches is answered by the proxy, other
   * files are put into the drop bucket. Of several reports for a schedule, each is fetched by a run
   * of its own, a second apart.
   */
  public void deliver(Cloud cloud, Map<String, List<Path>> reports, Instant time)
      throws InterruptedException {
    int rounds = 1;
    for (Map.Entry<String, List<Path>> feed : reports.entrySet()) {
      if (cloud.isScheduled(feed.getKey())) {
        rounds = Math.max(rounds, feed.getValue().size());
      } else {
        drop(cloud, feed.getKey(), feed.getValue());
      }
    }
    for (int round = 0; round < rounds; round++) {
      answer(cloud, reports, round);
      cloud.fireSchedules(time.plusSeconds(round));
      if (round < rounds - 1) {
        cloud.awaitCollectors(PATIENCE);
      }
    }
  }

  private void answer(Cloud cloud, Map<String, List<Path>> reports, int round) {
    reports.forEach((feed, files) -> {
      if (cloud.isScheduled(feed) && round < files.size()) {
        urls(feed).forEach(url -> cloud.servers().feedProxy().samples().add(url, files.get(round)));
      }
    });
  }

  private List<String> urls(String feed) {
    var urls = new ArrayList<String>();
    Matcher matcher = URL.matcher(collectors.getOrDefault(feed, ""));
    while (matcher.find()) {
      urls.add(matcher.group());
    }
    return urls;
  }

  private static void drop(Cloud cloud, String feed, List<Path> files) {
    for (Path file : files) {
      try {
        put(cloud, feed, file);
      } catch (UncheckedIOException _) {
        // the server had closed the connection that was kept, which the SDK does not try again
        put(cloud, feed, file);
      }
    }
  }

  private static void put(Cloud cloud, String feed, Path file) {
    cloud
        .s3()
        .putObject(
            request -> request.bucket(cloud.drop()).key(feed + "/" + file.getFileName()),
            RequestBody.fromFile(file));
  }
}
