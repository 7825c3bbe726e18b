package intelmq.ctl;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.harmonization.Sha256;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ReportId;
import intelmq.runtime.ReportStore;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.S3Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;

/**
 * Makes messages of what was set aside: events become batches for a stage, records become reports
 * of their own for a parser, with their number, so that their events have the ids they would have
 * had.
 */
final class Recovery {
  /** Mail may have gone, or not: recovering says that it is to go, perhaps for a second time. */
  private static final String UNCONFIRMED = "unconfirmed";

  private static final int BATCH = 500;
  private static final int DIGITS = 8;

  private final StackFunction to;
  private final boolean returns;
  private final DeployedBots bots;
  private final ReportStore reports;
  private final InstantSource clock;
  private final Map<String, Report> known = new HashMap<>();

  /**
   * Recovery to a stage.
   *
   * @param from the stage that set aside: where an event returns, it goes on at the bot that failed
   */
  Recovery(
      Installation installation,
      AwsClients clients,
      StackFunction to,
      String from,
      InstantSource clock) {
    this.to = to;
    this.returns = to.stage().equals(from);
    this.clock = clock;
    this.bots = DeployedBots.of(to, clients, clock);
    this.reports =
        new S3Reports(clients.s3(), installation.bucket("reports"), bots.harmonization());
  }

  /**
   * Why an entry cannot be sent.
   *
   * @param edited whether the user changed it, and it has to be looked at closely
   */
  Optional<String> problem(QuarantineEntry entry, boolean edited) {
    try {
      if (entry.report().isEmpty()) {
        throw new IOException(
            "it has no id: what could not be read at all lies in the dead-letter queue");
      }
      if (to.kind() == StackFunction.Kind.PARSER) {
        check(entry, edited);
      } else if (entry.isEvent()) {
        event(entry);
      } else {
        throw new IOException(
            "a record of a report is nothing for " + to.stage() + ", which takes events");
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(entry.id() + ": " + e.getMessage());
    }
  }

  private void check(QuarantineEntry entry, boolean edited) throws IOException {
    String content = content(entry);
    if (!edited) {
      return;
    }
    Loaded parser =
        bots.load(new DryPorts(clock, bots.harmonization(), bots.databases())).getFirst();
    DryRun run =
        new DryParser(parser, clock)
            .run(
                ReportId.parse(entry.report()),
                metadata(entry).copy(),
                content.getBytes(StandardCharsets.UTF_8));
    if (run.received() != 1) {
      throw new IOException(
          "it is " + run.received() + " records, not one, whose ids would be those of others");
    }
    if (!run.quarantined().isEmpty()) {
      Map<?, ?> poison = run.quarantined().getFirst();
      throw new IOException(poison.get("message") + " [" + poison.get("code") + "]");
    }
  }

  /** The messages for entries of an object. */
  List<String> messages(List<QuarantineEntry> entries) throws IOException {
    return to.kind() == StackFunction.Kind.PARSER ? records(entries) : events(entries);
  }

  private List<String> records(List<QuarantineEntry> entries) throws IOException {
    var bodies = new ArrayList<String>();
    for (QuarantineEntry entry : entries) {
      var body = new LinkedHashMap<String, Object>();
      body.put("report", entry.report());
      body.put("metadata", metadata(entry).toMap());
      body.put("content", content(entry));
      body.put("ordinal", Long.parseLong(entry.ordinal().split("\\.", 2)[0]));
      bodies.add(Json.text(body));
    }
    return bodies;
  }

  /** What can share a message: where it goes on, and whether claims on it are to hold. */
  private record Kin(int resume, boolean unconfirmed) {}

  private List<String> events(List<QuarantineEntry> entries) throws IOException {
    var bodies = new ArrayList<String>();
    Map<Kin, List<QuarantineEntry>> byBot =
        entries.stream()
            .collect(
                groupingBy(
                    entry ->
                        new Kin(returns ? entry.resume() : 0, entry.code().equals(UNCONFIRMED)),
                    LinkedHashMap::new,
                    toList()));
    for (Map.Entry<Kin, List<QuarantineEntry>> kin : byBot.entrySet()) {
      for (List<QuarantineEntry> some :
          kin.getValue().stream().gather(Gatherers.windowFixed(BATCH)).toList()) {
        var batch = new ArrayList<Entry>();
        for (QuarantineEntry entry : some) {
          batch.add(new Entry(entry.ordinal(), event(entry)));
        }
        encode(envelope(some.getFirst(), kin.getKey(), batch), bodies);
      }
    }
    return bodies;
  }

  /**
   * Named after the batch that the events were part of, so that claims on it hold, and after the
   * events: outputs keep one thing a batch, and this one must replace nothing but itself. What may
   * have been mailed or not is mailed again if it is recovered: its claims are new ones.
   */
  private static Envelope envelope(QuarantineEntry first, Kin kin, List<Entry> batch) {
    String ordinals = batch.stream().map(Entry::ordinal).collect(joining(" "));
    String split = kin.unconfirmed() ? "!" : "+";
    String id =
        Envelope.root(first.batch()) + split + batch.getFirst().ordinal() + ".r" + hash(ordinals);
    return new Envelope(ReportId.parse(first.report()), id, 1, 0, 0, kin.resume(), batch);
  }

  private static void encode(Envelope envelope, List<String> bodies) {
    Optional<String> body = envelope.encodeWithinLimits();
    if (body.isPresent()) {
      bodies.add(body.get());
    } else if (envelope.entries().size() == 1) {
      throw Failure.problem(
          envelope.id(envelope.entries().getFirst()) + " is larger than a message");
    } else {
      envelope.halves().forEach(half -> encode(half, bodies));
    }
  }

  private static String hash(String text) {
    return Sha256.hex(text, DIGITS);
  }

  private Event event(QuarantineEntry entry) throws IOException {
    return Messages.event(
        Json.text(entry.content().getOrDefault("event", Map.of())), bots.harmonization());
  }

  /** What is to be parsed: the record, or for an event what it says that it was made of. */
  private String content(QuarantineEntry entry) throws IOException {
    if (entry.isCut()) {
      throw new IOException(
          "only the beginning of the record was kept: replay the report, or mend it whole");
    }
    if (!entry.isEvent()) {
      return entry.text("raw");
    }
    String raw = event(entry).text(Fields.RAW);
    if (raw == null) {
      throw new IOException("raw: a parser needs what the event was made of, and it has none");
    }
    return new String(Base64.getMimeDecoder().decode(raw), StandardCharsets.UTF_8);
  }

  /** What is known of the report; if it is deleted, when it was collected. */
  private Report metadata(QuarantineEntry entry) throws IOException {
    Report report = known.get(entry.report());
    if (report == null) {
      report = stored(ReportId.parse(entry.report()));
      known.put(entry.report(), report);
    }
    return report;
  }

  private Report stored(ReportId id) throws IOException {
    try {
      ReportStore.Stored stored = reports.open(id, 0, "");
      stored.content().close();
      return stored.report();
    } catch (IOException e) {
      if (!StoredReports.isMissing(e)) {
        throw e;
      }
      var report = new Report(bots.harmonization());
      report.add(Fields.TIME_OBSERVATION, DateTimes.text(id.time().toInstant(ZoneOffset.UTC)));
      return report;
    }
  }
}
