package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Values;
import intelmq.harmonization.Nearest;
import intelmq.runtime.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the parameters of a bot of IntelMQ into those of the bot here. */
final class Translator {
  private static final String RATE_LIMIT = "rate_limit";

  private static final Pattern OWN_MACHINE =
      Pattern.compile("([a-z]+://)?(localhost|127\\.0\\.0\\.1|\\[?::1]?)([:/].*)?");

  private final Map<String, @Nullable Object> global;
  private final KnownDifferences differences;

  /**
   * A translator.
   *
   * @param global parameters of all bots
   */
  Translator(Map<String, @Nullable Object> global, KnownDifferences differences) {
    this.global = global;
    this.differences = differences;
  }

  /** The bot here. */
  Draft translate(SourceBot bot, BotSpec spec) {
    var draft = new Draft(spec, bot.id());
    Needs.add(draft);
    Map<String, ParamSpec> params =
        spec.params().stream().collect(Collectors.toMap(ParamSpec::name, Function.identity()));
    schedule(bot, draft);
    bot.parameters().forEach((name, value) -> move(draft, params, name, value));
    inherited(bot, spec)
        .forEach((name, value) -> {
          move(draft, params, name, value);
          draft.say(name, Moved.CARRIED, "from the global parameters");
        });
    if (draft.isTrue("verify_pgp_signatures") && !draft.has("gpg_keyring")) {
      file(draft, "gpg_keyring", "keyring.gpg", "the keys that may sign");
    }
    for (ParamSpec param : spec.params()) {
      if (param.required() && !draft.has(param.name())) {
        require(draft, param);
      }
    }
    return draft;
  }

  /** The global parameters that a bot takes and does not set itself. */
  Map<String, Object> inherited(SourceBot bot, BotSpec spec) {
    var inherited = new LinkedHashMap<String, Object>();
    for (ParamSpec param : spec.params()) {
      Object value = global.get(param.name());
      if (value != null && !bot.parameters().containsKey(param.name())) {
        inherited.put(param.name(), value);
      }
    }
    return inherited;
  }

  private void schedule(SourceBot bot, Draft draft) {
    if (draft.spec().kind() != Kind.COLLECTOR) {
      return;
    }
    boolean fetches = !List.of("file", "api").contains(draft.spec().name());
    Object rate = bot.parameters().getOrDefault(RATE_LIMIT, global.get(RATE_LIMIT));
    if (fetches) {
      draft.set("Schedule", Rate.of(draft.spec(), rate));
    }
    if (rate != null) {
      draft.say(
          RATE_LIMIT,
          Moved.DIFFERENT,
          fetches
              ? "the feed's Schedule is " + draft.settings().get("Schedule")
              : "a report is taken as soon as it is there");
    }
    if (bot.scheduled() && fetches) {
      draft.say(
          "run_mode",
          Moved.DIFFERENT,
          "the feed's Schedule is "
              + draft.settings().get("Schedule")
              + "; write what your crontab says, as cron(…) in UTC");
    }
  }

  private void move(
      Draft draft, Map<String, ParamSpec> params, String name, @Nullable Object value) {
    BotSpec spec = draft.spec();
    ParamSpec param = params.get(name);
    if (spec.kind() == Kind.COLLECTOR && name.equals(RATE_LIMIT)) {
      return;
    }
    if (name.equals("load_balance")) {
      draft.say(name, Moved.DIFFERENT, "functions run side by side by themselves");
    } else if (param != null) {
      move(draft, param, value);
    } else if (spec.ignored().contains(name)) {
      draft.say(
          name,
          Moved.DIFFERENT,
          differences
              .of(spec, name)
              .or(() -> SystemParameters.reason(name))
              .orElse("it means nothing here"));
    } else {
      Optional<String> reason = SystemParameters.reason(name);
      draft.say(
          name,
          reason.isPresent() ? Moved.DIFFERENT : Moved.MISSING,
          reason.orElse(
              spec.kind().label()
                  + " "
                  + spec.name()
                  + " has no such parameter"
                  + Nearest.hint(name, params.keySet())));
    }
  }

  private void move(Draft draft, ParamSpec param, @Nullable Object value) {
    String name = param.name();
    if (value == null || isUnset(param, value)) {
      draft.say(name, Moved.CARRIED, "");
      return;
    }
    Optional<Special> special = Special.of(draft, param, value);
    if (value instanceof String text && References.isReference(text)) {
      draft.put(name, text);
      draft.say(name, Moved.DIFFERENT, "it is a reference; allow the reading of it in the block");
    } else if (special.isPresent()) {
      special.get().apply(draft, name);
    } else if (Needs.isFile(draft.spec(), param)) {
      String path = value.toString();
      file(draft, name, path.replaceFirst("^.*/", "").replaceAll("[^A-Za-z0-9._-]", "_"), path);
    } else if (param.type() == ParamType.SECRET || Sensitive.is(name, value)) {
      draft.secret(name);
      draft.say(name, Moved.DIFFERENT, "is read from the bot's secret");
    } else {
      write(draft, param, value);
    }
  }

  private void write(Draft draft, ParamSpec param, Object value) {
    String name = param.name();
    Optional<String> problem = problem(draft.spec(), param, value);
    if (problem.isPresent()) {
      draft.say(name, Moved.MISSING, "is left out: it " + problem.get());
      return;
    }
    draft.put(name, value);
    if (value instanceof String text && OWN_MACHINE.matcher(text).matches()) {
      draft.say(
          name,
          Moved.DIFFERENT,
          "a function reaches no server of your machine; name one it reaches");
      draft.task(name + " of " + draft.place() + ": name a server that functions reach");
      return;
    }
    Optional<String> difference = differences.of(draft.spec(), name);
    draft.say(
        name, difference.isPresent() ? Moved.DIFFERENT : Moved.CARRIED, difference.orElse(""));
  }

  /** What Python takes for nothing, where nothing is a choice. */
  private static boolean isUnset(ParamSpec param, Object value) {
    boolean none = value.equals(false) && !takesTruth(param.type());
    boolean empty = value.equals("") && !param.required() && param.byDefault() == null;
    return none || empty || (value.equals("") && param.type() == ParamType.SECRET);
  }

  private static boolean takesTruth(ParamType type) {
    return type == ParamType.BOOLEAN || type == ParamType.ANY;
  }

  private static void file(Draft draft, String parameter, String name, String what) {
    String key = draft.file(parameter, name);
    draft.say(parameter, Moved.DIFFERENT, "is read from " + key + " in the bucket of databases");
    draft.task("put " + what + " there: aws s3 cp FILE s3://DATABASES/" + key);
  }

  private static void require(Draft draft, ParamSpec param) {
    String name = param.name();
    if (Needs.isFile(draft.spec(), param)) {
      file(draft, name, name, "what " + name + " of " + draft.place() + " is to be");
    } else if (param.type() == ParamType.SECRET) {
      draft.secret(name);
      draft.say(name, Moved.DIFFERENT, "must be given here; is read from the bot's secret");
    } else {
      String path = draft.stored(name);
      draft.say(name, Moved.DIFFERENT, "must be given here; is read from Parameter Store");
      draft.task(
          "say what "
              + name
              + " is: aws ssm put-parameter --type String --name /STACK"
              + path
              + " --value …");
    }
  }

  /** What a value alone would be refused for. */
  private static Optional<String> problem(BotSpec spec, ParamSpec param, Object value) {
    var alone =
        new BotSpec(spec.kind(), spec.name(), "", "", List.of(param), List.of(), spec.factory());
    try {
      Values.of(alone, Map.of(param.name(), value), text -> () -> text);
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(
          String.valueOf(e.getMessage()).replaceFirst("^.*?: parameter '[^']*' ", ""));
    }
  }
}
