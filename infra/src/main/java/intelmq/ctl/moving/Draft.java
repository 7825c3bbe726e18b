package intelmq.ctl.moving;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import intelmq.bot.config.BotSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A bot as it will stand in the template, and what is to be said of its parameters. */
final class Draft {
  private static final String DATABASES = "${Storage.Outputs.DatabasesBucket}";

  private final BotSpec spec;
  private final String place;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final Set<String> actions = new LinkedHashSet<>();
  private final Set<String> resources = new LinkedHashSet<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<ParameterLine> lines = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();

  /**
   * A bot without parameters yet.
   *
   * @param id its id in IntelMQ, by which its secrets and files are named
   */
  Draft(BotSpec spec, String id) {
    this.spec = spec;
    this.place = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
  }

  BotSpec spec() {
    return spec;
  }

  /** The folder of its files, and the end of its secret's name. */
  String place() {
    return place;
  }

  boolean has(String parameter) {
    return parameters.containsKey(parameter);
  }

  boolean isTrue(String parameter) {
    return String.valueOf(parameters.get(parameter)).equalsIgnoreCase("true");
  }

  @CanIgnoreReturnValue
  Draft put(String parameter, Object value) {
    parameters.put(parameter, value);
    return this;
  }

  /** Another parameter of the block, such as its schedule. */
  @CanIgnoreReturnValue
  Draft set(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  @CanIgnoreReturnValue
  Draft allow(String allowed, String... on) {
    actions.addAll(List.of(allowed.split(",", -1)));
    resources.addAll(List.of(on));
    return this;
  }

  void say(String parameter, Moved moved, String reason) {
    lines.add(new ParameterLine(parameter, moved, reason));
  }

  /** Something that is to be done before the block can work. */
  void task(String task) {
    tasks.add(task);
  }

  /** Has a parameter be read from the bot's secret. */
  void secret(String parameter) {
    put(parameter, new Reference("secret:${AWS::StackName}/" + place + "#" + parameter));
    allow(
        "secretsmanager:GetSecretValue",
        "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:"
            + "${AWS::StackName}/"
            + place
            + "-??????");
    secrets.add(parameter);
  }

  /** Has a parameter be read from a file in the stack's bucket of databases. */
  String file(String parameter, String name) {
    String key = place + "/" + name;
    put(parameter, new Reference("s3://" + DATABASES + "/" + key));
    String bucket = "arn:${AWS::Partition}:s3:::" + DATABASES;
    allow("s3:GetObject,s3:ListBucket", bucket, bucket + "/" + place + "/*");
    return key;
  }

  /** Has a parameter be read from Parameter Store. */
  String stored(String parameter) {
    String path = "/" + place + "/" + parameter;
    put(parameter, new Reference("ssm:/${AWS::StackName}" + path));
    allow(
        "ssm:GetParameter",
        "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${AWS::StackName}"
            + path);
    return path;
  }

  Set<String> actions() {
    return actions;
  }

  Set<String> resources() {
    return resources;
  }

  Map<String, String> settings() {
    return settings;
  }

  List<ParameterLine> lines() {
    return lines;
  }

  List<String> secrets() {
    return secrets;
  }

  List<String> tasks() {
    return tasks;
  }

  /** The document that names the bot, as it stands in a block. */
  String document() {
    return BotDocument.of(spec.name(), parameters);
  }
}
