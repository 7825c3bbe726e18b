package intelmq.ctl;

import intelmq.localstack.results.StoredEvent;
import intelmq.runtime.ConfiguredBots;
import intelmq.runtime.ConfiguredBots.Configured;
import intelmq.runtime.References;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsReferences;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for events in the stack's own store. */
@Command(
    name = "events",
    description = {
      "Looks for events in the store that the stack has: the table of events or, without it, the"
          + " bucket. No OpenSearch is needed.",
      "As JSON, an event a line: its id, the output and all fields."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class EventsCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "time.source",
          "source.ip",
          "source.asn",
          "source.geolocation.cc",
          "classification.type",
          "malware.name");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--ip",
      paramLabel = "ADDRESS|NETWORK",
      description = "Events whose source.ip is this, or in this network.")
  private @Nullable String ip;

  @Option(names = "--asn", paramLabel = "NUMBER", description = "Events with this source.asn.")
  private @Nullable Long asn;

  @Option(
      names = "--feed",
      paramLabel = "FEED",
      description = "Events of this feed: its name in the template, or feed.name or feed.code.")
  private @Nullable String feed;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Of reports collected from then on: " + TimeArgument.FORMS + ".")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Until then.")
  private @Nullable String until;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "At most so many events (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = "Read at most so many events where no index helps (default: ${DEFAULT-VALUE}).")
  private long most = 100_000;

  @Option(
      names = "--store",
      paramLabel = "dynamodb|file",
      description = "The store to look in; by default the table if there is one.")
  private @Nullable String wanted;

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  /** An output that stores events. */
  private record Store(StackFunction function, Configured bot) {}

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--limit must be at least 1");
    }
    InstantSource clock = InstantSource.system();
    var query =
        new EventQuery(
            ip == null ? null : EventQuery.address(ip),
            asn,
            feed,
            time("--since", since, clock),
            time("--until", until, clock));
    List<StoredEvent> events;
    try (Installation installation = target.open()) {
      Store store = store(installation);
      var search = new EventSearch(query, limit, most, output::note);
      events =
          store.bot().name().equals("dynamodb")
              ? search.table(
                  installation.dynamoDb(),
                  text(store.bot(), "table", installation.table("events")),
                  names(installation),
                  clock)
              : search.bucket(
                  installation.s3(),
                  text(store.bot(), "bucket", installation.bucket("events")),
                  text(store.bot(), "file", "events").replaceAll("^/+|/+$", ""));
    }
    print(events);
    return ExitCode.OK;
  }

  private static @Nullable Instant time(String option, @Nullable String text, InstantSource clock) {
    return text == null ? null : TimeArgument.read(option, text, clock);
  }

  private Store store(Installation installation) throws IOException {
    Store file = null;
    try (var clients = new AwsClients(installation.environment())) {
      var references = new References(new AwsReferences(clients), InstantSource.system());
      for (StackFunction function : installation.stages()) {
        if (function.kind() == StackFunction.Kind.OUTPUT) {
          Configured bot =
              ConfiguredBots.parse(references.resolve(function.variable("BOT"))).getFirst();
          if (wanted == null || wanted.equals(bot.name())) {
            if (bot.name().equals("dynamodb")) {
              return new Store(function, bot);
            }
            file = file == null && bot.name().equals("file") ? new Store(function, bot) : file;
          }
        }
      }
    }
    if (file == null) {
      throw Failure.problem("the stack has no output dynamodb or file, which store events");
    }
    return file;
  }

  /** What events of the feed have as feed.name: that of its collector, or what was asked for. */
  private List<String> names(Installation installation) {
    if (feed == null) {
      return List.of();
    }
    var names = new ArrayList<String>();
    for (StackFunction function : installation.stages()) {
      if (function.kind() == StackFunction.Kind.COLLECTOR
          && function.feed().filter(feed::equals).isPresent()) {
        ConfiguredBots.parse(function.variable("BOT")).stream()
            .map(bot -> text(bot, "name", ""))
            .filter(name -> !name.isEmpty())
            .forEach(names::add);
      }
    }
    return names.isEmpty() ? List.of(feed) : names;
  }

  private static String text(Configured bot, String parameter, String byDefault) {
    Object value = bot.parameters().get(parameter);
    return value == null ? byDefault : value.toString();
  }

  private void print(List<StoredEvent> events) {
    if (output.isJson()) {
      events.forEach(event -> {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("id", event.id());
        line.put("output", event.output());
        line.put("event", event.event());
        output.json(line);
      });
      return;
    }
    if (events.isEmpty()) {
      output.note("no such event is stored");
      return;
    }
    var columns = new ArrayList<String>();
    columns.add("id");
    columns.addAll(COLUMNS);
    output.table(columns, events.stream().map(EventsCommand::row).toList());
    if (events.size() == limit) {
      output.note("there may be more: --limit");
    }
  }

  private static List<String> row(StoredEvent event) {
    var row = new ArrayList<String>();
    row.add(event.id());
    COLUMNS.forEach(field -> row.add(Objects.toString(event.event().get(field), "")));
    return row;
  }
}
