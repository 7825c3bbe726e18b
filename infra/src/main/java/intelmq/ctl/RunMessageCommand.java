package intelmq.ctl;

import intelmq.bot.Verdict;
import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.runtime.Destinations;
import intelmq.runtime.Envelope;
import intelmq.runtime.ReportId;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.SqsQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.model.Message;

/** Looks at a message of a queue, takes one out, or sends one. */
@Command(
    name = "message",
    description = {
      "get shows one message of the bot's queue and leaves it there; pop takes it out.",
      "send sends events on the bot's default path, as if they came from it; with --own into its"
          + " own queue.",
      "A message that is looked at counts as received once; after five times it is a dead letter."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class RunMessageCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable RunCommand run;

  @Parameters(index = "0", paramLabel = "get|pop|send", description = "What to do.")
  private Action action = Action.get;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MESSAGE",
      description = "For send: an event as JSON, or a file with an event a line.")
  private @Nullable String message;

  @Option(names = "--path", paramLabel = "PATH", description = "For send: the path of the bot.")
  private String path = Verdict.DEFAULT_PATH;

  @Option(names = "--own", description = "For send: into the bot's own queue.")
  private boolean own;

  @Mixin private ConfirmOption confirm = new ConfirmOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @SuppressWarnings("MemberName") // IntelMQ's words
  private enum Action {
    get,
    pop,
    send
  }

  @Override
  public Integer call() throws IOException {
    if ((action == Action.send) != (message != null)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          action == Action.send ? "send what? an event is missing" : action + " takes no message");
    }
    try (Installation installation = target.open();
        var clients = new AwsClients(installation.environment())) {
      StackFunction function = installation.function(Objects.requireNonNull(run).bot());
      DeployedBots bots = DeployedBots.of(function, clients, InstantSource.system());
      return message == null
          ? take(installation, function, bots)
          : send(message, installation, function, bots);
    }
  }

  private int take(Installation installation, StackFunction function, DeployedBots bots) {
    String url =
        function.queueUrl().orElseThrow(() -> Failure.problem(function.stage() + " has no queue"));
    var queue = new StageQueue(installation.sqs(), url);
    if (action == Action.pop) {
      confirm.require("A message of the queue " + Destinations.nameOf(url) + " will be removed.");
    }
    Optional<Message> received = queue.receive();
    if (received.isEmpty()) {
      output.note("no message can be had from " + Destinations.nameOf(url));
      return ExitCode.PROBLEM;
    }
    try {
      show(received.get().body(), bots, installation);
    } finally {
      if (action == Action.get) {
        queue.release(received.get());
      }
    }
    if (action == Action.pop) {
      queue.delete(received.get());
    }
    return ExitCode.OK;
  }

  /** Events a line each; what is no message of events as it is. */
  private void show(String body, DeployedBots bots, Installation installation) {
    try {
      Envelope.Read read =
          Envelope.decode(
              body,
              bots.harmonization(),
              key ->
                  installation
                      .s3()
                      .getObjectAsBytes(r -> r.bucket(installation.bucket("reports")).key(key))
                      .asByteArray());
      Envelope envelope = read.envelope();
      output.note(
          "batch "
              + envelope.batch()
              + ", "
              + OutputOption.count(envelope.entries().size(), "event")
              + ", hops "
              + envelope.hops()
              + ", attempt "
              + envelope.attempt()
              + ", waits "
              + envelope.waits());
      envelope
          .entries()
          .forEach(entry -> {
            var line = new LinkedHashMap<String, Object>();
            line.put("id", envelope.id(entry));
            line.put("message", Messages.map(entry.event()));
            output.json(line);
          });
      read.unreadable()
          .forEach(event -> output.note(event.ordinal() + " cannot be read: " + event.problem()));
    } catch (IOException e) {
      if (Json.tryParse(body) instanceof Map<?, ?> map) {
        output.json(map);
      } else {
        output.note(String.valueOf(e.getMessage()));
        output.json(Map.of("body", body));
      }
    }
  }

  private int send(
      String text, Installation installation, StackFunction function, DeployedBots bots)
      throws IOException {
    List<String> queues = own ? own(function) : destinations(function, bots);
    ReportId report = ManualMessages.report(InstantSource.system());
    Envelope envelope =
        ManualMessages.events(report, ManualMessages.lines(text), bots.harmonization());
    var queue = new SqsQueue(installation.sqs());
    for (String url : queues) {
      queue.send(url, List.of(envelope.encode()), Duration.ZERO);
    }
    List<String> names = queues.stream().map(Destinations::nameOf).toList();
    if (output.isJson()) {
      var sent = new LinkedHashMap<String, Object>();
      sent.put("queues", names);
      sent.put("ids", envelope.entries().stream().map(envelope::id).toList());
      output.json(sent);
    } else {
      envelope
          .entries()
          .forEach(
              entry -> output.line(envelope.id(entry) + " sent to " + String.join(", ", names)));
    }
    return ExitCode.OK;
  }

  private static List<String> own(StackFunction function) {
    if (function.kind() == StackFunction.Kind.PARSER) {
      throw Failure.problem("a parser takes reports: put them into the drop bucket");
    }
    return function
        .queueUrl()
        .map(List::of)
        .orElseThrow(() -> Failure.problem(function.stage() + " has no queue"));
  }

  private List<String> destinations(StackFunction function, DeployedBots bots) {
    Destinations destinations = bots.destinations();
    List<String> queues = destinations.of(path);
    if (queues.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "the path "
              + path
              + " of "
              + function.stage()
              + " leads nowhere"
              + Nearest.hint(path, destinations.queues().keySet())
              + (function.kind() == StackFunction.Kind.OUTPUT
                  ? "; an output sends nothing: --own puts the event into its own queue"
                  : ""));
    }
    return queues;
  }
}
