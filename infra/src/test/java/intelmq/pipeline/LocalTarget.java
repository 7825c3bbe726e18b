package intelmq.pipeline;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.Mail;
import intelmq.localstack.server.MailBox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embedded local cloud. */
final class LocalTarget implements Target {
  private static final String NOTIFY = "analyst@example.org";
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "EnabledFeeds", "feodotracker,example-csv",
          "MailFrom", "cert@example.org",
          "NotifyEmail", NOTIFY,
          "MailInterval", "immediate",
          "RetryDelay", "1");

  private final Feeds feeds;
  private final Cloud cloud;
  private Instant schedule = Instant.now();

  private LocalTarget(Feeds feeds, Cloud cloud) {
    this.feeds = feeds;
    this.cloud = cloud;
  }

  static LocalTarget start(Path project, Path directory) throws IOException, InterruptedException {
    return new LocalTarget(
        Feeds.of(project), Cloud.start(CloudSettings.of(project, directory).with(PARAMETERS)));
  }

  /** Stops OpenSearch. */
  void stopSearch() {
    cloud.servers().down(Kind.SEARCH);
  }

  /** Starts OpenSearch again, with what it held. */
  void startSearch() throws IOException, InterruptedException {
    cloud.servers().up(Kind.SEARCH);
  }

  /** What roles may do and nobody has done yet. */
  List<Permission> unusedPermissions() {
    return cloud.unusedPermissions();
  }

  @Override
  public String stack() {
    return "intelmq";
  }

  @Override
  public String region() {
    return LocalAccount.REGION;
  }

  @Override
  public boolean canFetch() {
    return true;
  }

  @Override
  public URI s3() {
    return cloud.servers().endpoint(Kind.OBJECTS);
  }

  @Override
  public URI sqs() {
    return cloud.servers().endpoint(Kind.QUEUES);
  }

  @Override
  public URI dynamoDb() {
    return cloud.servers().endpoint(Kind.TABLES);
  }

  @Override
  public Optional<URI> openSearch() {
    return Optional.of(cloud.servers().endpoint(Kind.SEARCH));
  }

  @Override
  public Optional<List<Mail>> mail() {
    return Optional.of(
        cloud.servers().controlPlane().mail().sent().stream().map(MailBox.Sent::mail).toList());
  }

  @Override
  public String notifyEmail() {
    return NOTIFY;
  }

  /** Each run is for a second of its own, as those of a schedule are. */
  @Override
  public void collect(Map<String, Path> reports) throws InterruptedException {
    schedule = schedule.plusSeconds(1);
    var lists = new HashMap<String, List<Path>>();
    reports.forEach((feed, report) -> lists.put(feed, List.of(report)));
    feeds.deliver(cloud, lists, schedule);
    cloud.awaitCollectors(Duration.ofMinutes(1));
  }

  @Override
  public Map<String, Map<String, Long>> counts() {
    return cloud.ledger().counts();
  }

  @Override
  public List<String> imbalances() {
    return cloud.imbalances();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
