package intelmq.template;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.bot.config.ConfigurationException;
import intelmq.lambda.CollectorFunction;
import intelmq.lambda.ExpertFunction;
import intelmq.lambda.OutputFunction;
import intelmq.lambda.ParserFunction;
import intelmq.lambda.StatisticsFunction;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DESIGN asks of the deployed template, held on its expansion. */
class TemplateTest {
  private static final String S3_PREFIX = "arn:aws:s3:::[a-z0-9-]+/[A-Za-z0-9/_-]+/\\*";
  private static final String PARSERS = "arn:aws:sqs:[^*]+:intelmq-\\*-parser";
  private static final String LOG_STREAMS = "arn:aws:logs:[^*]+:\\*";
  private static final int MOST_RESOURCES = 500;
  private static final int MOST_ENVIRONMENT = 4096;
  private static final Pattern PARAMETER =
      Pattern.compile("(?m)^(\\s+|.*[{,]\\s*)([a-z][a-z0-9_]{5,})(:\\s)");

  @ParameterizedTest
  @EnumSource
  void queuesHaveDeadLetterQueues(Variant variant) {
    Expanded template = variant.expand();
    assertThat(template.of("AWS::SQS::Queue")).isNotEmpty();
    for (Resource queue : template.of("AWS::SQS::Queue")) {
      String name = queue.properties().text("QueueName");
      assertThat(queue.properties().flag("SqsManagedSseEnabled", false)).as(name).isTrue();
      if (name.endsWith("-dlq")) {
        assertThat(template.alarmed()).as("queues with an alarm").contains(name);
        continue;
      }
      Properties redrive = queue.properties().map("RedrivePolicy");
      assertThat(redrive.number("maxReceiveCount", 0)).as(name).isEqualTo(5);
      assertThat(redrive.text("deadLetterTargetArn")).as(name).endsWith(":" + name + "-dlq");
      assertThat(
              template
                  .queue(redrive.text("deadLetterTargetArn"))
                  .properties()
                  .number("MessageRetentionPeriod", 0))
          .as(name)
          .isGreaterThanOrEqualTo(queue.properties().number("MessageRetentionPeriod", 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void queuesWaitLongEnoughForTheirFunctions(Variant variant) {
    Expanded template = variant.expand();
    List<Resource> sources = template.of("AWS::Lambda::EventSourceMapping");
    assertThat(sources).isNotEmpty();
    for (Resource source : sources) {
      Properties properties = source.properties();
      Properties function = template.function(properties.text("FunctionName")).properties();
      int window = properties.number("MaximumBatchingWindowInSeconds", 0);
      assertThat(
              template
                  .queue(properties.text("EventSourceArn"))
                  .properties()
                  .number("VisibilityTimeout", 30))
          .as(source.path())
          .isGreaterThanOrEqualTo(6 * function.number("Timeout", 3) + window);
      assertThat(properties.texts("FunctionResponseTypes"))
          .as(source.path())
          .containsExactly("ReportBatchItemFailures");
      if (properties.number("BatchSize", 10) > 10) {
        assertThat(window).as(source.path()).isPositive();
      }
      assertThat(function.text("RecursiveLoop", "")).as(source.path()).isEqualTo("Allow");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "60", "120", "300", "900"})
  void stagesOfAnyTimeoutWaitLongEnough(String timeout) {
    Expanded stage =
        Expanded.of(
            "infra/stage.yaml",
            Map.of(
                "Stack",
                "s",
                "Stage",
                "x",
                "Kind",
                "Output",
                "Bot",
                "file",
                "Timeout",
                timeout,
                "BatchSize",
                "100",
                "Window",
                "300"));
    assertThat(
            stage.of("AWS::SQS::Queue").stream()
                .filter(q -> q.path().equals("Queue"))
                .map(q -> q.properties().number("VisibilityTimeout", 0)))
        .singleElement()
        .satisfies(seconds ->
            assertThat(seconds).isGreaterThanOrEqualTo(6 * Integer.parseInt(timeout) + 300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "120", "300", "900"})
  void parsersOfAnyTimeoutWaitLongEnough(String timeout) {
    Expanded feed =
        Expanded.of(
            "infra/feed.yaml",
            Map.of(
                "Stack",
                "s",
                "Feed",
                "x",
                "Collector",
                "file",
                "Parser",
                "csv",
                "Destinations",
                "{}",
                "Queues",
                "a",
                "ParserTimeout",
                timeout));
    assertThat(
            feed.of("AWS::SQS::Queue").stream()
                .filter(q -> q.path().equals("Queue"))
                .map(q -> q.properties().number("VisibilityTimeout", 0)))
        .singleElement()
        .satisfies(
            seconds -> assertThat(seconds).isGreaterThanOrEqualTo(6 * Integer.parseInt(timeout)));
  }

  @ParameterizedTest
  @EnumSource
  void functionsHaveRolesOfTheirOwn(Variant variant) {
    Expanded template = variant.expand();
    List<String> roles =
        template.of("AWS::Lambda::Function").stream()
            .map(f -> f.properties().text("Role"))
            .toList();
    assertThat(roles).isNotEmpty().doesNotHaveDuplicates();
    assertThat(template.of("AWS::IAM::Role"))
        .extracting(role -> role.physical().attributes().get("Arn"))
        .containsAll(new ArrayList<Object>(roles));
  }

  @ParameterizedTest
  @EnumSource
  void rolesHaveNoWildcards(Variant variant) {
    Expanded template = variant.expand();
    for (Resource role : template.of("AWS::IAM::Role")) {
      assertThat(role.properties().texts("ManagedPolicyArns")).as(role.path()).isEmpty();
      for (Properties statement : Expanded.statements(role)) {
        assertThat(statement.texts("Action"))
            .as(role.path())
            .isNotEmpty()
            .allSatisfy(action -> assertThat(action).matches("[a-z0-9]+:[A-Za-z]+"));
        assertThat(statement.texts("Resource"))
            .as(role.path())
            .isNotEmpty()
            .allSatisfy(resource -> {
              assertThat(resource).startsWith("arn:");
              if (resource.contains("*")) {
                assertThat(resource)
                    .containsPattern("^(" + S3_PREFIX + "|" + LOG_STREAMS + "|" + PARSERS + ")$");
              }
            });
      }
    }
  }

  /** Each function may read that one object or parameter, and only if there is one. */
  @ParameterizedTest
  @CsvSource({
    "'', , ",
    "s3://example-config/intelmq/harmonization.conf, s3:GetObject, arn:aws:s3:::example-config/intelmq/harmonization.conf",
    "ssm:/intelmq/harmonization, ssm:GetParameter, arn:aws:ssm:eu-central-1:123456789012:parameter/intelmq/harmonization",
  })
  void functionsMayReadTheFieldsOfTheDeployment(
      String reference, @Nullable String action, @Nullable String arn) {
    Expanded template = Expanded.of("template.yaml", Map.of("Harmonization", reference));
    Set<String> roles =
        template.of("AWS::Lambda::Function").stream()
            .filter(function ->
                reference.equals(Expanded.variables(function).text("HARMONIZATION", "missing")))
            .map(function -> function.properties().text("Role"))
            .collect(Collectors.toSet());
    assertThat(roles).hasSizeGreaterThan(8);
    Expanded plain = Variant.DEFAULTS.expand();
    for (Resource role : template.of("AWS::IAM::Role")) {
      Set<List<String>> more = permissions(role);
      plain.of("AWS::IAM::Role").stream()
          .filter(same -> same.path().equals(role.path()))
          .forEach(same -> more.removeAll(permissions(same)));
      assertThat(more)
          .as(role.path())
          .isEqualTo(
              action != null && arn != null && roles.contains(Expanded.arn(role))
                  ? Set.of(List.of(action, arn))
                  : Set.of());
    }
  }

  private static Set<List<String>> permissions(Resource role) {
    return Expanded.statements(role).stream()
        .flatMap(statement ->
            statement.texts("Action").stream()
                .flatMap(action ->
                    statement.texts("Resource").stream()
                        .map(resource -> List.of(action, resource))))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeDeliveredIsKept(Variant variant) {
    Expanded template = variant.expand();
    List<Properties> targets = new ArrayList<>();
    template
        .of("AWS::Events::Rule")
        .forEach(rule -> targets.addAll(rule.properties().maps("Targets")));
    template
        .of("AWS::Scheduler::Schedule")
        .forEach(schedule -> targets.add(schedule.properties().map("Target")));
    // asks for what is due; what it would lose is asked for the next time
    targets.removeIf(target -> target.text("Input", "").equals("{\"Records\":[]}"));
    assertThat(targets).isNotEmpty();
    Set<String> asynchronous = new HashSet<>();
    for (Properties target : targets) {
      String queue = target.map("DeadLetterConfig").text("Arn");
      assertThat(template.queue(queue).properties().text("QueueName"))
          .as(target.place())
          .endsWith("-dlq");
      if (target.text("Arn").contains(":lambda:")) {
        asynchronous.add(template.function(target.text("Arn")).properties().text("FunctionName"));
      }
    }
    Map<String, String> onFailure =
        template.of("AWS::Lambda::EventInvokeConfig").stream()
            .collect(
                Collectors.toMap(
                    config -> config.properties().text("FunctionName"),
                    config ->
                        config
                            .properties()
                            .map("DestinationConfig")
                            .map("OnFailure")
                            .text("Destination")));
    assertThat(onFailure).containsOnlyKeys(asynchronous);
    onFailure.forEach((function, queue) -> {
      assertThat(template.queue(queue).properties().text("QueueName")).endsWith("-dlq");
      assertThat(template.sends(template.function(function))).as(function).contains(queue);
    });
  }

  @ParameterizedTest
  @EnumSource
  void transportIsEncrypted(Variant variant) {
    Expanded template = variant.expand();
    Map<String, String> policies =
        Map.of(
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy");
    policies.forEach((type, policy) -> {
      Set<String> guarded = new HashSet<>();
      for (Resource resource : template.of(policy)) {
        for (Properties statement : resource.properties().map("PolicyDocument").maps("Statement")) {
          if (statement.text("Effect").equals("Deny")
              && statement
                  .map("Condition")
                  .map("Bool")
                  .text("aws:SecureTransport", "")
                  .equals("false")) {
            guarded.addAll(statement.texts("Resource"));
          }
        }
      }
      assertThat(template.of(type))
          .as(type)
          .isNotEmpty()
          .allSatisfy(resource -> assertThat(guarded).contains(Expanded.arn(resource)));
    });
  }

  @ParameterizedTest
  @EnumSource
  void bucketsAreClosedAndForgetful(Variant variant) {
    for (Resource bucket : variant.expand().of("AWS::S3::Bucket")) {
      Properties access = bucket.properties().map("PublicAccessBlockConfiguration");
      assertThat(
              List.of(
                  "BlockPublicAcls",
                  "BlockPublicPolicy",
                  "IgnorePublicAcls",
                  "RestrictPublicBuckets"))
          .as(bucket.path())
          .allMatch(key -> access.flag(key, false));
      assertThat(bucket.properties().has("BucketEncryption")).as(bucket.path()).isTrue();
      assertThat(bucket.properties().map("LifecycleConfiguration").maps("Rules"))
          .as(bucket.path())
          .anyMatch(rule ->
              rule.has(
                  // who looks things up needs them for ever, and nobody's data is in them
                  bucket.path().equals("Storage/Databases")
                      ? "AbortIncompleteMultipartUpload"
                      : "ExpirationInDays"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void logsAreForgotten(Variant variant) {
    Expanded template = variant.expand();
    Set<String> kept =
        template.of("AWS::Logs::LogGroup").stream()
            .filter(group -> group.properties().number("RetentionInDays", 0) > 0)
            .map(group -> group.properties().text("LogGroupName"))
            .collect(Collectors.toSet());
    assertThat(template.of("AWS::Lambda::Function"))
        .allSatisfy(function ->
            assertThat(kept).contains("/aws/lambda/" + function.properties().text("FunctionName")));
    assertThat(template.of("AWS::Logs::LogGroup"))
        .allSatisfy(
            group -> assertThat(group.properties().number("RetentionInDays", 0)).isPositive());
  }

  @ParameterizedTest
  @EnumSource
  void destinationsAreQueuesThatTheFunctionMaySendTo(Variant variant) {
    Expanded template = variant.expand();
    for (Resource function : template.of("AWS::Lambda::Function")) {
      Properties variables = Expanded.variables(function);
      Set<String> wanted =
          new HashSet<>(Expanded.destinations(variables.text("DESTINATIONS", "{}")));
      if (variables.has("QUEUE_URL")) {
        wanted.add(variables.text("QUEUE_URL"));
      }
      Set<String> arns =
          wanted.stream()
              .map(url -> Expanded.arn(template.queueAt(url)))
              .collect(Collectors.toSet());
      if (function.properties().text("Handler").matches(".*\\.(Collector|Statistics)Function")) {
        // the sweep sends lost reports to their parsers, too
        assertThat(template.sends(function))
            .as(function.path())
            .filteredOn(arn -> !arn.endsWith("-*-parser"))
            .singleElement()
            .satisfies(arn -> assertThat(arn).endsWith("-dlq"));
      } else {
        assertThat(template.sends(function)).as(function.path()).isEqualTo(arns);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsStart(Variant variant) {
    List<Resource> functions = variant.expand().of("AWS::Lambda::Function");
    assertThat(functions).hasSizeGreaterThan(10);
    for (Resource function : functions) {
      Map<String, String> environment = Expanded.environment(function);
      assertThat(
              environment.entrySet().stream()
                  .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                  .sum())
          .as(function.path())
          .isLessThan(MOST_ENVIRONMENT);
      assertThat(start(function.properties().text("Handler"), environment)).isNotNull();
    }
  }

  /** Each parameter of each bot in turn is misspelt: the start fails, and names it. */
  @Test
  void aMisspeltParameterIsNamed() {
    int misspelt = 0;
    for (Resource function : Variant.EVERYTHING.expand().of("AWS::Lambda::Function")) {
      Map<String, String> environment = Expanded.environment(function);
      String bot = environment.getOrDefault("BOT", "");
      Matcher parameter = PARAMETER.matcher(bot);
      while (parameter.find()) {
        String name = parameter.group(2);
        String wrong = name.substring(0, 3) + name.charAt(4) + name.charAt(3) + name.substring(5);
        if (wrong.equals(name)) {
          continue;
        }
        var changed = new HashMap<>(environment);
        changed.put(
            "BOT", bot.substring(0, parameter.start(2)) + wrong + bot.substring(parameter.end(2)));
        assertThatThrownBy(
                () -> start(function.properties().text("Handler"), changed),
                function.path() + " " + wrong)
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("'" + wrong + "'")
            .hasMessageContaining("'" + name + "'")
            .hasMessageContaining(bot.strip().replaceFirst("(?s):.*", ""));
        misspelt++;
      }
    }
    assertThat(misspelt).isGreaterThan(10);
  }

  @Test
  void aMisspeltBotIsNamed() {
    Resource taxonomy = Variant.DEFAULTS.expand().function("intelmq-taxonomy");
    var changed = new HashMap<>(Expanded.environment(taxonomy));
    changed.put("BOT", "taxonmy");
    assertThatThrownBy(() -> start(taxonomy.properties().text("Handler"), changed))
        .hasMessageContaining("'taxonmy'")
        .hasMessageContaining("taxonomy");
  }

  /** The functions with the environment that the template gives them; nothing is asked of AWS. */
  private static Object start(String handler, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("AWS_REGION", "eu-central-1");
    return switch (handler) {
      case "intelmq.lambda.CollectorFunction" -> new CollectorFunction(all);
      case "intelmq.lambda.ParserFunction" -> new ParserFunction(all);
      case "intelmq.lambda.ExpertFunction" -> new ExpertFunction(all);
      case "intelmq.lambda.OutputFunction" -> new OutputFunction(all);
      case "intelmq.lambda.StatisticsFunction" -> new StatisticsFunction(all);
      default -> throw new IllegalArgumentException("no such handler: " + handler);
    };
  }

  @ParameterizedTest
  @EnumSource
  void stacksAreSmall(Variant variant) {
    Map<String, Long> stacks =
        variant.expand().all().stream()
            .collect(
                groupingBy(resource -> resource.path().replaceFirst("/?[^/]*$", ""), counting()));
    assertThat(stacks.values())
        .isNotEmpty()
        .allSatisfy(resources -> assertThat(resources).isLessThan(MOST_RESOURCES));
  }

  @Test
  void theTemplateIsShort() throws IOException {
    assertThat(Files.readAllLines(Expanded.PROJECT.resolve("template.yaml"))).hasSizeLessThan(400);
  }

  @Test
  void conditionsDecideWhatThereIs() {
    assertThat(stages(Variant.DEFAULTS))
        .contains("file", "dynamodb")
        .doesNotContain("opensearch", "ses");
    assertThat(stages(Variant.EVERYTHING)).contains("file", "dynamodb", "opensearch", "ses");
  }

  private static Set<String> stages(Variant variant) {
    return variant.expand().of("AWS::Lambda::Function").stream()
        .map(f -> Expanded.variables(f).text("STAGE"))
        .collect(Collectors.toSet());
  }
}
