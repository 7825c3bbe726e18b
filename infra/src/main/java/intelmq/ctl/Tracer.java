package intelmq.ctl;

import intelmq.bot.Parser;
import intelmq.bot.Verdict;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.ctl.DeployedThen.Configuration;
import intelmq.ctl.ReportFacts.Fate;
import intelmq.harmonization.Event;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.ConfiguredBots;
import intelmq.runtime.Destinations;
import intelmq.runtime.Engine;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ReportId;
import intelmq.runtime.ReportStore;
import intelmq.runtime.Stage;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.S3Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows an event: its one record goes dry through the configuration that was deployed then. What
 * asks outside or has a memory is not asked again: the facts say what it said.
 */
final class Tracer {
  private final Installation installation;
  private final AwsClients clients;
  private final InstantSource clock;
  private final ReportId report;
  private final String ordinal;
  private final String record;
  private final ReportFacts facts;
  private final DeployedThen deployed;
  private final Instant time;
  private final Trace trace;
  private final Set<String> visited = new HashSet<>();

  Tracer(
      Installation installation,
      AwsClients clients,
      InstantSource clock,
      ReportId report,
      String ordinal) {
    this.installation = installation;
    this.clients = clients;
    this.clock = clock;
    this.report = report;
    this.ordinal = ordinal;
    this.record = ordinal.split("\\.", 2)[0];
    this.facts = ReportFacts.read(installation.dynamoDb(), installation.table("facts"), report);
    this.deployed = new DeployedThen(installation, clients, clock);
    String first = facts.firstTime(ordinal);
    this.time = first.isEmpty() ? report.time().toInstant(ZoneOffset.UTC) : Instant.parse(first);
    this.trace = new Trace(report + ":" + ordinal);
  }

  /** Follows it. */
  Trace run() throws IOException, InterruptedException {
    String stage = report.feed() + "-parser";
    List<Fate> fates = facts.fates(stage, record);
    Configuration configuration = configuration(stage, fates);
    if (configuration == null) {
      trace.missing(report.toString());
      trace.note("there is no feed " + report.feed() + " in this stack");
    } else {
      parse(stage, configuration, fates);
    }
    unvisited();
    if (!trace.isEnded()) {
      trace.note(
          facts.isEmpty()
              ? "nothing is known of what became of this report: it is still on its way, or it was"
                  + " longer ago than facts are kept"
              : "it is still on its way, or there is no such event");
    }
    return trace;
  }

  private @Nullable Configuration configuration(String stage, List<Fate> fates) {
    String hash = fates.isEmpty() ? "" : fates.getLast().configuration();
    return deployed.find(stage, hash, time).orElse(null);
  }

  private void parse(String stage, Configuration configuration, List<Fate> fates)
      throws IOException, InterruptedException {
    DeployedBots bots = configuration.bots();
    ReportStore.Stored stored;
    try {
      stored =
          new S3Reports(clients.s3(), installation.bucket("reports"), bots.harmonization())
              .open(report, 0, "");
    } catch (IOException e) {
      if (!StoredReports.isMissing(e)) {
        throw e;
      }
      trace.missing(report.toString());
      trace.note("what functions did to it cannot be shown without the report");
      return;
    }
    trace.report(report.toString(), stored.size(), stored.report());
    Loaded loaded =
        bots.load(new DryPorts(clock, bots.harmonization(), bots.databases())).getFirst();
    Frame<?> frame = frame((Parser<?>) loaded.bot(), stored.content(), Long.parseLong(record));
    var step = trace.step(stage, configuration);
    step.fates(fates);
    if (frame == null) {
      step.note("the report has no record " + record);
      return;
    }
    trace.record(Long.parseLong(record), frame.line(), frame.text());
    DryRun run =
        new DryParser(loaded, clock)
            .run(report, stored.report(), frame.text().getBytes(StandardCharsets.UTF_8));
    Event event = event(run, bots);
    ended(stage, step, fates, run);
    if (event != null) {
      step.changed(Map.of(), event);
      Map<String, List<String>> next = next(bots, List.of(Verdict.DEFAULT_PATH));
      next.forEach(step::goesOn);
      follow(next, Map.of(Verdict.DEFAULT_PATH, event));
    } else if (run.quarantined().isEmpty() && run.rules().isEmpty()) {
      step.note("the record has no event " + ordinal);
    }
  }

  /** The event of this ordinal, of those of the record, which is parsed as the first. */
  private @Nullable Event event(DryRun run, DeployedBots bots) throws IOException {
    String wanted = "0" + ordinal.substring(record.length());
    for (Envelope envelope : run.sent(Verdict.DEFAULT_PATH, bots.harmonization())) {
      for (Entry entry : envelope.entries()) {
        if (entry.ordinal().equals(wanted)) {
          return entry.event();
        }
      }
    }
    return null;
  }

  private static <R> @Nullable Frame<R> frame(Parser<R> parser, InputStream content, long number)
      throws IOException {
    try (Framing.Frames<R> frames = parser.framing().open(content)) {
      Frame<R> frame = frames.next();
      for (long i = 0; i < number && frame != null; i++) {
        frame = frames.next();
      }
      return frame;
    }
  }

  /** What became of it here, by the facts, and else by what was run. */
  private void ended(String stage, Trace.Step step, List<Fate> fates, @Nullable DryRun run) {
    for (Fate fate : fates) {
      trace.end(stage + ": " + fate.text());
    }
    if (run == null) {
      return;
    }
    for (Map<?, ?> poison : run.quarantined()) {
      String what = "quarantined [" + poison.get("code") + "]: " + poison.get("message");
      step.note(what);
      if (fates.isEmpty()) {
        trace.end(stage + ": " + what + " (by running it; there is no fact yet)");
      }
    }
    for (String rule : run.rules()) {
      step.note("dropped by " + rule);
      if (fates.isEmpty()) {
        trace.end(stage + ": dropped by " + rule + " (by running it; there is no fact yet)");
      }
    }
  }

  /** The stages that paths lead to. */
  private Map<String, List<String>> next(DeployedBots bots, Iterable<String> paths) {
    var next = new LinkedHashMap<String, List<String>>();
    for (String path : paths) {
      next.put(path, Trace.stages(bots.destinations().of(path), installation.stack()));
    }
    return next;
  }

  private void follow(Map<String, List<String>> next, Map<String, Event> events)
      throws IOException, InterruptedException {
    for (Map.Entry<String, List<String>> path : next.entrySet()) {
      Event event = events.get(path.getKey());
      if (event != null) {
        for (String stage : path.getValue()) {
          if (visited.add(stage)) {
            visit(stage, event.copy());
          }
        }
      }
    }
  }

  private void visit(String stage, Event event) throws IOException, InterruptedException {
    List<Fate> fates = facts.fates(stage, ordinal);
    Configuration configuration = configuration(stage, fates);
    var step = trace.step(stage, configuration);
    step.fates(fates);
    if (configuration == null) {
      step.note("there is no such stage any more");
      ended(stage, step, fates, null);
      return;
    }
    if (configuration.kind() == StackFunction.Kind.OUTPUT) {
      List<Fate> claims = facts.claims(stage, ordinal, clock.instant());
      step.fates(claims);
      claims.forEach(claim -> trace.end(stage + ": " + claim.text()));
      if (fates.isEmpty() && claims.isEmpty()) {
        step.note("no fact: it is still on its way there, or its facts are no longer kept");
      }
      ended(stage, step, fates, null);
      return;
    }
    expert(stage, step, configuration, fates, event);
  }

  private void expert(
      String stage, Trace.Step step, Configuration configuration, List<Fate> fates, Event event)
      throws IOException, InterruptedException {
    Map<String, Object> before = event.toMap();
    DeployedBots bots = configuration.bots();
    var results = new LinkedHashMap<String, Event>();
    DryRun run = experts(step, bots, configuration, event, results);
    ended(stage, step, fates, run);
    boolean ends = !fates.isEmpty() && !fates.getLast().what().equals("delivered");
    Event after = results.getOrDefault(Verdict.DEFAULT_PATH, firstOf(results));
    if (after != null) {
      step.changed(before, after);
    }
    if (ends) {
      if (!results.isEmpty()) {
        step.note("the facts say otherwise than the run: it went no further");
      }
      return;
    }
    Map<String, List<String>> next = next(bots, results.keySet());
    next.forEach(step::goesOn);
    follow(next, results);
  }

  private static @Nullable Event firstOf(Map<String, Event> results) {
    return results.isEmpty() ? null : results.values().iterator().next();
  }

  /** Runs the experts of a function one after another, but those that would ask. */
  private @Nullable DryRun experts(
      Trace.Step step,
      DeployedBots bots,
      Configuration configuration,
      Event event,
      Map<String, Event> results)
      throws IOException, InterruptedException {
    var paths = new HashMap<String, List<String>>();
    bots.destinations().queues().keySet().forEach(path -> paths.put(path, List.of(path)));
    paths.putIfAbsent(Verdict.DEFAULT_PATH, List.of(Verdict.DEFAULT_PATH));
    Function<Stage, Engine> engine =
        bots.engine(
            DryPorts.thatAskNobody(clock, bots.harmonization(), bots.databases()),
            new Destinations(paths));
    var function = new DryFunction(engine, bots.harmonization(), clock);
    List<String> names = ConfiguredBots.names(configuration.document());
    Event current = event.copy();
    int bot = 0;
    while (bot < names.size()) {
      var envelope =
          new Envelope(
              report, report + "@" + ordinal, 1, 0, 0, bot, List.of(new Entry(ordinal, current)));
      DryRun run = function.run(envelope);
      take(run, bots, results);
      List<Envelope> waiting = run.sent(DryRun.OWN_QUEUE, bots.harmonization());
      if (waiting.isEmpty()) {
        return run;
      }
      Envelope asks = waiting.getFirst();
      String name = names.get(Math.min(asks.resume(), names.size() - 1));
      step.note(
          name
              + " was not asked again: it has a memory or asks outside; the facts say what it"
              + " said");
      current = asks.entries().getFirst().event();
      bot = asks.resume() + 1;
    }
    results.put(Verdict.DEFAULT_PATH, current);
    return null;
  }

  private static void take(DryRun run, DeployedBots bots, Map<String, Event> results)
      throws IOException {
    for (String path : run.queues()) {
      if (!path.equals(DryRun.OWN_QUEUE)) {
        for (Envelope envelope : run.sent(path, bots.harmonization())) {
          results.put(path, envelope.entries().getFirst().event());
        }
      }
    }
  }

  /** What is known of stages that the event would not come to as far as could be run. */
  private void unvisited() {
    for (String stage : facts.stages(ordinal)) {
      if (!visited.contains(stage) && !stage.equals(report.feed() + "-parser")) {
        var step = trace.step(stage, null);
        List<Fate> fates = facts.fates(stage, ordinal);
        step.fates(fates);
        ended(stage, step, fates, null);
      }
    }
  }
}
