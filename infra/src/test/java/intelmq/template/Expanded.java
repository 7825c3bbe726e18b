package intelmq.template;

import intelmq.localstack.resource.ResourceTypes;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import intelmq.localstack.template.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A template with all nested applications expanded, and what the tests ask of it. */
record Expanded(List<Resource> all) {
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Account ACCOUNT = new Account("123456789012", "eu-central-1");
  private static final ResourceTypes TYPES =
      new ResourceTypes("https://sqs.eu-central-1.amazonaws.com");

  /** Takes a copy of the list. */
  Expanded {
    all = List.copyOf(all);
  }

  static Expanded of(String file, Map<String, String> parameters) {
    return of(PROJECT.resolve(file), parameters);
  }

  static Expanded of(Path file, Map<String, String> parameters) {
    return new Expanded(
        Templates.expand(file, "intelmq", parameters, ACCOUNT, Expanded::name).resources());
  }

  /** Types that the local cloud has no need of get a name here nevertheless. */
  private static Optional<Physical> name(
      String type, String defaultName, Properties properties, Account account) {
    return Optional.of(
        switch (type) {
          case "AWS::Lambda::Version" ->
              new Physical(
                  properties.text("FunctionName") + ":1",
                  Map.of("Version", "1", "Arn", properties.text("FunctionName") + ":1"));
          case "AWS::Lambda::Alias" ->
              new Physical(
                  "arn:aws:lambda:eu-central-1:123456789012:function:"
                      + properties.text("FunctionName")
                      + ":"
                      + properties.text("Name"));
          case "AWS::OpenSearchService::Domain" ->
              new Physical(
                  properties.text("DomainName"),
                  Map.of(
                      "DomainEndpoint", "search-intelmq.eu-central-1.es.amazonaws.com",
                      "Arn", "arn:aws:es:eu-central-1:123456789012:domain/intelmq"));
          default -> TYPES.of(type, defaultName, properties, account).orElseThrow();
        });
  }

  /** All resources of a type. */
  List<Resource> of(String type) {
    return all.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** What a resource is called in policies. */
  static String arn(Resource resource) {
    return String.valueOf(
        resource.physical().attributes().getOrDefault("Arn", resource.physical().ref()));
  }

  Resource queue(String arn) {
    return only("AWS::SQS::Queue", arn, Expanded::arn);
  }

  Resource queueAt(String url) {
    return only("AWS::SQS::Queue", url, queue -> queue.physical().ref());
  }

  /** A function by its name or ARN, perhaps with a version's alias behind it. */
  Resource function(String nameOrArn) {
    String name = nameOrArn.replaceFirst("^arn:.*:function:", "").replaceFirst(":live$", "");
    return only("AWS::Lambda::Function", name, f -> f.properties().text("FunctionName"));
  }

  private Resource only(String type, String wanted, Function<Resource, String> property) {
    List<Resource> found =
        of(type).stream().filter(resource -> property.apply(resource).equals(wanted)).toList();
    if (found.size() != 1) {
      throw new AssertionError("there are " + found.size() + " of " + type + " " + wanted);
    }
    return found.getFirst();
  }

  /** What a role allows. */
  static List<Properties> statements(Resource role) {
    var statements = new ArrayList<Properties>();
    for (Properties policy : role.properties().maps("Policies")) {
      statements.addAll(policy.map("PolicyDocument").maps("Statement"));
    }
    return statements;
  }

  /** The queues that a function's role lets it send to. */
  Set<String> sends(Resource function) {
    Resource role = only("AWS::IAM::Role", function.properties().text("Role"), Expanded::arn);
    return statements(role).stream()
        .filter(statement -> statement.texts("Action").contains("sqs:SendMessage"))
        .flatMap(statement -> statement.texts("Resource").stream())
        .collect(Collectors.toSet());
  }

  /** The names of the queues that have an alarm on messages in them. */
  Set<String> alarmed() {
    return of("AWS::CloudWatch::Alarm").stream()
        .filter(alarm ->
            alarm.properties().text("MetricName", "").equals("ApproximateNumberOfMessagesVisible"))
        .flatMap(alarm -> alarm.properties().maps("Dimensions").stream())
        .map(dimension -> dimension.text("Value"))
        .collect(Collectors.toSet());
  }

  static Properties variables(Resource function) {
    return function.properties().map("Environment").map("Variables");
  }

  /** The environment of a function. */
  static Map<String, String> environment(Resource function) {
    Properties variables = variables(function);
    var environment = new HashMap<String, String>();
    variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
    return environment;
  }

  /** The queues in a map from paths to a queue or a list of them. */
  static List<String> destinations(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    var urls = new ArrayList<String>();
    for (Object to : ((Map<?, ?>) Objects.requireNonNull(document)).values()) {
      if (to instanceof List<?> list) {
        list.forEach(url -> urls.add(String.valueOf(url)));
      } else {
        urls.add(String.valueOf(to));
      }
    }
    return urls;
  }
}
