package intelmq.pipeline;

import intelmq.localstack.server.Mail;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fresh deployment behind one address that has all services, without mail and search. What has a
 * schedule is fetched when whoever deployed it fires that.
 *
 * @param endpoint the address
 * @param stack the stack's name
 * @param region the region it was deployed to
 */
record DeployedTarget(URI endpoint, String stack, String region) implements Target {
  private static final String DROPPED = "example-csv";

  @Override
  public URI s3() {
    return endpoint;
  }

  @Override
  public URI sqs() {
    return endpoint;
  }

  @Override
  public URI dynamoDb() {
    return endpoint;
  }

  @Override
  public Optional<URI> openSearch() {
    return Optional.empty();
  }

  @Override
  public Optional<List<Mail>> mail() {
    return Optional.empty();
  }

  @Override
  public String notifyEmail() {
    return "";
  }

  @Override
  public boolean canFetch() {
    return false;
  }

  @Override
  public void collect(Map<String, Path> reports) {
    Path file = reports.get(DROPPED);
    if (file != null) {
      try (var services = new Services(this)) {
        services.drop(DROPPED, file);
      }
    }
  }

  @Override
  public Map<String, Map<String, Long>> counts() {
    return Map.of();
  }

  @Override
  public List<String> imbalances() {
    return List.of();
  }

  @Override
  public void close() {}
}
