package intelmq.ctl;

import intelmq.localstack.resource.ResourceTypes;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import intelmq.localstack.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a template would deploy, as far as a check looks at it. */
final class Blueprint {
  private static final String TEMPLATE = "template.yaml";
  private static final Account ACCOUNT = new Account("000000000000", "us-east-1");
  private static final String QUEUES = "https://sqs.us-east-1.amazonaws.com";

  private final String stack;
  private final List<String> lines;
  private final List<Resource> resources;

  private Blueprint(String stack, List<String> lines, List<Resource> resources) {
    this.stack = stack;
    this.lines = List.copyOf(lines);
    this.resources = List.copyOf(resources);
  }

  /**
   * A function of the template.
   *
   * @param block its block's name in the template
   * @param place file, line and block
   * @param role what it may do
   */
  record Planned(String block, String place, StackFunction function, Permissions role) {}

  /**
   * The template of a project's folder with parameters.
   *
   * @throws intelmq.localstack.template.TemplateException if it is wrong
   */
  static Blueprint of(Path home, String stack, Map<String, String> parameters) throws IOException {
    Path template = home.resolve(TEMPLATE);
    return new Blueprint(
        stack,
        Files.readAllLines(template),
        Templates.expand(template, stack, parameters, ACCOUNT, new ResourceTypes(QUEUES))
            .resources());
  }

  /** The stack's name. */
  String stack() {
    return stack;
  }

  /** The functions that run bots. */
  List<Planned> functions() {
    var roles = new HashMap<String, Permissions>();
    of("AWS::IAM::Role").forEach(role -> roles.put(arn(role), Permissions.of(role.properties())));
    var planned = new ArrayList<Planned>();
    for (Resource resource : of("AWS::Lambda::Function")) {
      var environment = new LinkedHashMap<String, String>();
      Properties variables = resource.properties().map("Environment").map("Variables");
      variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
      StackFunction.Kind kind = StackFunction.Kind.of(resource.properties().text("Handler"));
      if (kind != StackFunction.Kind.SERVICE) {
        String block = resource.path().replaceFirst("/.*", "");
        planned.add(
            new Planned(
                block,
                place(block),
                new StackFunction(
                    environment.getOrDefault("STAGE", block),
                    kind,
                    resource.properties().text("FunctionName"),
                    arn(resource),
                    environment),
                roles.getOrDefault(resource.properties().text("Role"), Permissions.NONE)));
      }
    }
    return planned;
  }

  /** The queues' URLs, and their ARNs. */
  Map<String, String> queues() {
    var queues = new LinkedHashMap<String, String>();
    of("AWS::SQS::Queue").forEach(queue -> queues.put(queue.physical().ref(), arn(queue)));
    return queues;
  }

  /** The expressions of the schedules, by the ARN of what they invoke. */
  Map<String, String> schedules() {
    var schedules = new LinkedHashMap<String, String>();
    of("AWS::Scheduler::Schedule")
        .forEach(schedule ->
            schedules.put(
                schedule.properties().map("Target").text("Arn"),
                schedule.properties().text("ScheduleExpression")));
    return schedules;
  }

  /** Where a block stands: file, line and name. */
  String place(String block) {
    int line = lines.indexOf("  " + block + ":");
    return TEMPLATE + (line < 0 ? "" : ":" + (line + 1)) + " " + block;
  }

  /** The place of a parameter of the template. */
  static String parameter(String name) {
    return TEMPLATE + " " + name;
  }

  private List<Resource> of(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  private static String arn(Resource resource) {
    return Optional.ofNullable(resource.physical().attributes().get("Arn"))
        .map(Objects::toString)
        .orElse(resource.physical().ref());
  }
}
