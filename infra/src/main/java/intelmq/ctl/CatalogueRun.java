package intelmq.ctl;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Message;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.Report;
import intelmq.runtime.BotLoader;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Destinations;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ExpertEngine;
import intelmq.runtime.OutputEngine;
import intelmq.runtime.References;
import intelmq.runtime.ReportId;
import intelmq.runtime.Yaml;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bot of the catalogue that runs without any cloud: messages come in line by line, and what
 * becomes of each goes out. What an output would write is printed in its place.
 */
final class CatalogueRun {
  private static final Set<Kind> KINDS = EnumSet.of(Kind.PARSER, Kind.EXPERT, Kind.OUTPUT);
  private static final String FEED = "manual";

  private final Handler handler;
  private final PrintWriter out;
  private final PrintWriter err;
  private final ReportId report;
  private boolean well = true;
  private long number;

  /** Does with a line what the bot does, and prints what comes of it. */
  @FunctionalInterface
  private interface Handler {
    void handle(String line) throws IOException, InterruptedException;
  }

  /**
   * A run of a bot.
   *
   * @param parameters a YAML map; empty for none
   */
  CatalogueRun(
      BotSpec bot,
      String parameters,
      Harmonization harmonization,
      InstantSource clock,
      PrintWriter out,
      PrintWriter err) {
    this.out = out;
    this.err = err;
    this.report = ReportId.of(FEED, clock.instant(), "0");
    var ports = new DryPorts(clock, harmonization);
    var references = new References(CatalogueRun::unreadable, clock);
    Loaded loaded =
        new BotLoader(bot.kind())
            .load(document(bot.name(), parameters), ports, references::secret)
            .getFirst();
    this.handler =
        switch (bot.kind()) {
          case PARSER -> {
            var parser = new DryParser(loaded, clock);
            yield line -> parse(line, parser, harmonization);
          }
          case EXPERT -> {
            var function =
                new DryFunction(
                    stage -> new ExpertEngine(List.of(loaded), Destinations.byName(), stage),
                    harmonization,
                    clock);
            yield handler(function, ports, harmonization);
          }
          case OUTPUT ->
              handler(
                  new DryFunction(stage -> new OutputEngine(loaded, stage), harmonization, clock),
                  ports,
                  harmonization);
          case COLLECTOR -> throw new IllegalArgumentException("collectors take no messages");
        };
  }

  /** The bots that can be run like this, of a name; several kinds may have it. */
  static List<BotSpec> find(String name) {
    return all().stream().filter(bot -> bot.name().equals(name)).toList();
  }

  /** What is said of a name that no bot has. */
  static String unknown(String name) {
    var names = new TreeSet<String>();
    all().forEach(bot -> names.add(bot.name()));
    return "there is no parser, expert or output '" + name + "'" + Nearest.hint(name, names);
  }

  private static List<BotSpec> all() {
    return KnownBots.all().stream().filter(bot -> KINDS.contains(bot.kind())).toList();
  }

  private static String document(String name, String parameters) {
    Object map = Yaml.read(parameters, "--parameters");
    if (map != null && !(map instanceof Map<?, ?>)) {
      throw new ConfigurationException("--parameters must be a map from name to value");
    }
    return map == null ? Json.text(name) : Json.text(Map.of(name, map));
  }

  private static String unreadable(String reference) throws IOException {
    throw new IOException(reference + " is in a cloud, and this run has none: write the value");
  }

  /** Runs until the input ends; returns whether nothing was wrong with any of it. */
  boolean run(BufferedReader in) throws IOException, InterruptedException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        handler.handle(line);
      } catch (IOException e) {
        wrong(String.valueOf(e.getMessage()));
      }
      out.flush();
    }
    return well;
  }

  private Handler handler(DryFunction function, DryPorts ports, Harmonization harmonization) {
    return line -> {
      Event event = Messages.event(line, harmonization);
      var entry = new Entry(Long.toString(number - 1), event);
      DryRun run = function.run(Envelope.first(report, List.of(entry)));
      ports.takeSent().forEach(sent -> out.println(Messages.line(sent.where(), sent.what())));
      print(run, harmonization);
    };
  }

  private void parse(String line, DryParser parser, Harmonization harmonization)
      throws IOException {
    Message message = Messages.read(line, "Report", harmonization);
    Report known = message instanceof Event event ? new Report(event) : (Report) message;
    String raw = message.text(Fields.RAW);
    if (raw == null) {
      throw new IOException("a parser needs the report itself, in Base64, as the field raw");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(raw);
    } catch (IllegalArgumentException e) {
      throw new IOException("raw: " + e.getMessage(), e);
    }
    known.remove(Fields.RAW);
    known.observe(InstantSource.system());
    print(parser.run(report, known, content), harmonization);
  }

  private void print(DryRun run, Harmonization harmonization) throws IOException {
    for (String path : run.queues()) {
      if (!path.equals(DryRun.OWN_QUEUE)) {
        for (Envelope envelope : run.sent(path, harmonization)) {
          envelope.entries().forEach(entry -> out.println(Messages.line(path, entry)));
        }
      }
    }
    for (Map<?, ?> poison : run.quarantined()) {
      String record = poison.get("line") == null ? "" : "line " + poison.get("line") + " of it: ";
      wrong("set aside: " + record + poison.get("message") + " [" + poison.get("code") + "]");
    }
    run.errors().forEach(this::wrong);
    run.rules().forEach(rule -> say("dropped by " + rule));
  }

  private void wrong(String problem) {
    well = false;
    say(problem);
  }

  private void say(String text) {
    err.println("line " + number + ": " + Plain.line(text));
    err.flush();
  }
}
