package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.faults.FaultRun;
import intelmq.localstack.faults.Outcome;
import intelmq.localstack.results.Readback;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.server.Kind;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole pipeline on this machine, on sample reports or on the user's own. */
@Command(
    name = "local",
    description = {
      "Runs template.yaml on this machine: no Docker, no account, no network.",
      "Collectors fetch the sample reports of events/reports (or yours), and what becomes of their records is shown."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class LocalCommand implements Callable<Integer> {
  private static final String STACK = "intelmq";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "FEED=FILE",
      description =
          "Deliver this file as a report of the feed, instead of the samples; may be repeated.")
  private List<String> reports = new ArrayList<>();

  @Option(
      names = "--events-out",
      paramLabel = "FILE",
      description =
          "Write what each output's own store holds at the end: a JSON line {output, id, event} each.")
  private @Nullable Path eventsOut;

  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--keep", description = "Stay up at fixed addresses until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--without",
      paramLabel = "SERVER",
      description = "Leave a server out, with the block that needs it: opensearch.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--online",
      description = "Let collectors fetch from the providers, not from the samples.")
  private boolean online;

  @Option(
      names = "--faults",
      paramLabel = "SEED[:COUNT]",
      description = {
        "Let things go wrong (COUNT times, by default 100): messages that come twice or late, functions that are killed, calls that fail;",
        "then check that nothing was lost and nothing arrived twice. The same seed lets the same go wrong."
      })
  private @Nullable String faults;

  @Mixin private final HarmonizationOption harmonization = new HarmonizationOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = IntelmqCtl.home(spec);
    Feeds feeds = Feeds.of(home);
    Map<String, List<Path>> chosen = chosenReports(feeds);
    checkFaults();
    Path directory = home.resolve("target/local");
    Path events = eventsFile(directory);
    try (var screen =
        new Screen(output.isJson() ? err() : out(), !output.isJson() && isTerminal())) {
      CloudSettings settings = settings(home, directory, feeds, chosen, screen);
      Directories.empty(directory);
      screen.say("Starting the local cloud …");
      if (faults != null) {
        return runUnderFaults(
            settings, feeds, chosen, FaultOption.find(faults).orElseThrow(), screen);
      }
      try (Cloud cloud = Cloud.start(settings)) {
        return run(cloud, feeds, chosen, new Results(directory, events), screen);
      }
    }
  }

  private int run(
      Cloud cloud, Feeds feeds, Map<String, List<Path>> chosen, Results results, Screen screen)
      throws IOException, InterruptedException {
    screen.watch(cloud);
    feeds.deliver(cloud, chosen.isEmpty() ? feeds.samples() : chosen, Instant.now());
    boolean quiet = cloud.awaitQuiet(PATIENCE);
    screen.stop();
    List<String> imbalances = new ArrayList<>(cloud.imbalances());
    if (!quiet) {
      imbalances.add("the pipeline was still busy after " + PATIENCE.toMinutes() + " minutes");
    }
    Map<String, List<StoredEvent>> stored = new Readback(cloud).read();
    EventsFile.write(results.events(), stored);
    var report = new RunReport(cloud, stored, imbalances, results);
    if (output.isJson()) {
      out().println(report.json());
    } else {
      report.print(screen);
    }
    if (keep) {
      stay(cloud, screen, IntelmqCtl.cloud(spec));
    }
    return imbalances.isEmpty() ? 0 : 1;
  }

  private int runUnderFaults(
      CloudSettings settings,
      Feeds feeds,
      Map<String, List<Path>> chosen,
      FaultOption wanted,
      Screen screen)
      throws IOException, InterruptedException {
    try (FaultRun run =
        FaultRun.start(
            settings.with(CloudSettings.Listener.NONE),
            chosen.isEmpty() ? feeds.samples() : chosen)) {
      screen.say("Letting things go wrong, then running the same reports without …");
      Outcome outcome = run.run(wanted.seed(), wanted.count());
      var report = new FaultReport(outcome, settings.directory());
      if (output.isJson()) {
        out().println(report.json());
      } else {
        report.print(screen);
      }
      return outcome.failures().isEmpty() ? 0 : 1;
    }
  }

  /** Said before a run rather than after it. */
  private Path eventsFile(Path directory) {
    if (eventsOut == null) {
      return directory.resolve("events.jsonl");
    }
    Path file = eventsOut.toAbsolutePath();
    if (Files.isDirectory(file) || !Files.isDirectory(file.resolveSibling(""))) {
      throw wrong("--events-out " + eventsOut + ": it must be a file in a folder that exists");
    }
    return file;
  }

  private CloudSettings settings(
      Path home, Path directory, Feeds feeds, Map<String, List<Path>> chosen, Screen screen) {
    Set<Kind> left = EnumSet.noneOf(Kind.class);
    for (String name : without) {
      left.add(leftOut(name));
    }
    Set<String> enabled =
        online ? feeds.names() : chosen.isEmpty() ? feeds.samples().keySet() : chosen.keySet();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("EnabledFeeds", String.join(",", enabled));
    parameters.put("MailFrom", "cert@example.org");
    parameters.put("NotifyEmail", "analyst@example.org");
    // nobody waits until tomorrow for what a run here shows
    parameters.put("MailInterval", "immediate");
    return new CloudSettings(
        home,
        directory,
        STACK,
        parameters,
        harmonization.checkedText(),
        left,
        keep,
        online,
        Duration.ofMillis(200),
        screen);
  }

  private Kind leftOut(String name) {
    if (!name.equals(Kind.SEARCH.label())) {
      throw wrong("--without " + name + ": only opensearch can be left out");
    }
    return Kind.SEARCH;
  }

  private Map<String, List<Path>> chosenReports(Feeds feeds) {
    var chosen = new LinkedHashMap<String, List<Path>>();
    for (String report : reports) {
      int equals = report.indexOf('=');
      if (equals < 1) {
        throw wrong("--report " + report + ": expected FEED=FILE");
      }
      String feed = report.substring(0, equals);
      Path file = Path.of(report.substring(equals + 1));
      if (!feeds.names().contains(feed)) {
        throw wrong(
            "there is no feed '"
                + feed
                + "' in template.yaml; there are: "
                + String.join(", ", feeds.names()));
      }
      if (!Files.isRegularFile(file)) {
        throw wrong("there is no file " + file);
      }
      chosen.computeIfAbsent(feed, f -> new ArrayList<>()).add(file);
    }
    return chosen;
  }

  private static void stay(Cloud cloud, Screen screen, Path file)
      throws IOException, InterruptedException {
    screen.say("");
    screen.say(
        "The local cloud stays up until Ctrl-C. Addresses for `aws --endpoint-url` (any credentials, us-east-1):");
    for (Kind kind : Kind.values()) {
      if (cloud.servers().has(kind)) {
        screen.say("  %-11s %s".formatted(kind.label(), cloud.servers().endpoint(kind)));
      }
    }
    screen.say("Other commands work on it: ./intelmqctl status");
    CloudFile.of(cloud, STACK).write(file);
    // Ctrl-C is the usual end
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file)));
    try {
      cloud.keepFiringSchedules();
      Thread.currentThread().join();
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // since Java 25 it may be again
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private void checkFaults() {
    if (faults != null && FaultOption.find(faults).isEmpty()) {
      throw wrong("--faults " + faults + ": expected SEED or SEED:COUNT, whole numbers");
    }
    if (faults != null && (keep || online || eventsOut != null)) {
      throw wrong("--faults goes with none of --keep, --online and --events-out");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
