package intelmq.ctl;

import intelmq.bot.Ports;
import intelmq.bot.Verdict;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Message;
import intelmq.harmonization.Report;
import intelmq.runtime.Destinations;
import intelmq.runtime.Envelope;
import intelmq.runtime.ReportId;
import intelmq.runtime.ReportStore;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.S3Objects;
import intelmq.runtime.aws.S3Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stage as it is deployed that handles a message in this process. */
final class StageRun {
  private final Installation installation;
  private final StackFunction function;
  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock = InstantSource.system();

  StageRun(Installation installation, StackFunction function, PrintWriter out, PrintWriter err) {
    this.installation = installation;
    this.function = function;
    this.out = out;
    this.err = err;
  }

  /**
   * Handles a message.
   *
   * @param given JSON or a file; null for one of the queue
   * @param dry whether nothing is sent or written, and the message stays
   * @param show whether what is sent is shown
   * @return whether all went well
   */
  boolean run(@Nullable String given, boolean dry, boolean show)
      throws IOException, InterruptedException {
    String url =
        function
            .queueUrl()
            .orElseThrow(() ->
                Failure.problem(
                    function.stage() + " reads no queue: it is a " + function.kind().label()));
    try (var clients = new AwsClients(installation.environment())) {
      DeployedBots bots = DeployedBots.of(function, clients, clock);
      if (given != null) {
        return handle(body(given, bots), bots, clients, dry, show);
      }
      var queue = new StageQueue(installation.sqs(), url);
      var message = queue.receive();
      if (message.isEmpty()) {
        say("no message can be had from " + Destinations.nameOf(url));
        return false;
      }
      boolean well = false;
      try {
        well = handle(message.get().body(), bots, clients, dry, show);
      } finally {
        if (dry || !well) {
          queue.release(message.get());
        }
      }
      if (!dry && well) {
        queue.delete(message.get());
      }
      return well;
    }
  }

  private boolean handle(
      String body, DeployedBots bots, AwsClients clients, boolean dry, boolean show)
      throws IOException, InterruptedException {
    boolean well = true;
    if (dry || show) {
      // what is handled for good may be marked as seen now: the same event passes again
      Ports real = bots.ports();
      var ports = new DryPorts(clock, bots.harmonization(), bots.databases());
      boolean asks = !dry && function.kind() == StackFunction.Kind.EXPERT;
      DryRun run =
          function.kind() == StackFunction.Kind.PARSER
              ? parse(body, bots, clients)
              : new DryFunction(
                      bots.engine(asks ? real : ports, byPath(bots)),
                      bots.harmonization(),
                      clock,
                      (bucket, key) ->
                          new S3Objects(clients).get(installation.bucket("reports"), key))
                  .run(body);
      ports.takeSent().forEach(sent -> out.println(Messages.line(sent.where(), sent.what())));
      well = print(run, bots);
    }
    return dry ? well : new Handlers(installation, this::say).invoke(function, Map.of(), body);
  }

  /** The deployed paths, each to a queue of its own name. */
  private static Destinations byPath(DeployedBots bots) {
    var paths = new HashMap<String, List<String>>();
    bots.destinations().queues().keySet().forEach(path -> paths.put(path, List.of(path)));
    paths.putIfAbsent(Verdict.DEFAULT_PATH, List.of(Verdict.DEFAULT_PATH));
    return new Destinations(paths);
  }

  private DryRun parse(String body, DeployedBots bots, AwsClients clients) throws IOException {
    var ports = new DryPorts(clock, bots.harmonization(), bots.databases());
    var parser = new DryParser(bots.load(ports).getFirst(), clock);
    if (!(Json.tryParse(body) instanceof Map<?, ?> message)) {
      throw Failure.problem("not a message for a parser");
    }
    if (message.get("content") instanceof String content
        && message.get("report") instanceof String id) {
      var metadata = message.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
      Report report =
          Json.report(Json.text(metadata).getBytes(StandardCharsets.UTF_8), bots.harmonization());
      return parser.run(ReportId.parse(id), report, content.getBytes(StandardCharsets.UTF_8));
    }
    String key =
        storedKey(message)
            .orElseThrow(() ->
                Failure.problem(
                    "only reports can be parsed dry, not what a function left off; let it go on"));
    ReportId id = ReportId.ofKey(key);
    var reports = new S3Reports(clients.s3(), installation.bucket("reports"), bots.harmonization());
    ReportStore.Stored stored = reports.open(id, 0, "");
    try (var content = stored.content()) {
      return parser.run(id, stored.report(), content.readAllBytes());
    }
  }

  private static Optional<String> storedKey(Map<?, ?> event) {
    return event.get("detail") instanceof Map<?, ?> detail
            && detail.get("object") instanceof Map<?, ?> object
            && object.get("key") instanceof String key
        ? Optional.of(key)
        : Optional.empty();
  }

  /** The text of the message that the user wrote. */
  private String body(String given, DeployedBots bots) throws IOException {
    ReportId report = ManualMessages.report(clock);
    List<String> lines = ManualMessages.lines(given);
    if (function.kind() != StackFunction.Kind.PARSER) {
      return ManualMessages.events(report, lines, bots.harmonization()).encode();
    }
    if (lines.size() != 1) {
      throw new Failure(ExitCode.USAGE, "a parser takes one report at a time");
    }
    try {
      Message message = Messages.read(lines.getFirst(), "Report", bots.harmonization());
      Report known = message instanceof Event event ? new Report(event) : (Report) message;
      String raw = message.text(Fields.RAW);
      if (raw == null) {
        throw new IOException("a parser needs the report itself, in Base64, as the field raw");
      }
      known.remove(Fields.RAW);
      known.observe(clock);
      var inline = new LinkedHashMap<String, Object>();
      inline.put("report", report.toString());
      inline.put("metadata", known.toMap());
      inline.put(
          "content", new String(Base64.getMimeDecoder().decode(raw), StandardCharsets.UTF_8));
      return Json.text(inline);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private boolean print(DryRun run, DeployedBots bots) throws IOException {
    boolean well = run.quarantined().isEmpty() && run.errors().isEmpty();
    for (String path : run.queues()) {
      if (path.equals(DryRun.OWN_QUEUE)) {
        continue;
      }
      List<String> queues =
          bots.destinations().of(path).stream().map(Destinations::nameOf).toList();
      for (Envelope envelope : run.sent(path, bots.harmonization())) {
        for (Envelope.Entry entry : envelope.entries()) {
          var line = new LinkedHashMap<String, Object>();
          line.put("path", path);
          line.put("queues", queues);
          line.put("id", envelope.id(entry));
          line.put("message", Messages.map(entry.event()));
          out.println(Json.text(line));
        }
      }
    }
    run.quarantined()
        .forEach(poison ->
            say(
                poison.get("id")
                    + " is set aside: "
                    + poison.get("message")
                    + " ["
                    + poison.get("code")
                    + "]"));
    run.errors().forEach(this::say);
    run.rules().forEach(rule -> say("dropped by " + rule));
    return well;
  }

  private void say(String text) {
    err.println(Plain.line(text));
    err.flush();
  }
}
