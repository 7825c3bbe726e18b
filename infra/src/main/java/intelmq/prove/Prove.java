package intelmq.prove;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one command of the proof run. */
@Command(
    name = "infra/prove",
    description = {
      "Proves on this machine that nothing is lost and nothing arrives twice.",
      "faults: thousands of faults over many seeds, each checked event by event.",
      "report: a report of 2 GB through a parser of 512 MB with 60 seconds an invocation, every record counted.",
      "soak: five million events with flat memory; the report's run shows it, too.",
      "What parts came to is in target/proof.json; a part that is run again replaces its own entry."
    },
    mixinStandardHelpOptions = true)
public final class Prove implements Callable<Integer> {
  private static final String FAULTS = "faults";
  private static final String REPORT = "report";
  private static final String SOAK = "soak";
  private static final Set<String> PARTS = Set.of(FAULTS, REPORT, SOAK);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PART",
      description = "faults, report, soak; all without any.",
      arity = "0..*")
  private final List<String> parts = new ArrayList<>();

  @Option(names = "--quick", description = "Less of each: some minutes instead of hours.")
  private boolean quick;

  @Option(
      names = "--size",
      paramLabel = "MB",
      description = "The report's size in MB; 2048, or 64 with --quick.")
  private long megabytes;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "The parser's time limit; 60, or 5 with --quick.")
  private int seconds;

  @Option(
      names = "--faults",
      paramLabel = "COUNT",
      description = "How many faults; 10000, or 200 with --quick.")
  private int faults;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "The first seed of the faults.",
      defaultValue = "1")
  private long seed;

  /** Runs it. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new Prove()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!PARTS.containsAll(parts)) {
      out.println("There is no such part: " + parts + "; there are faults, report and soak.");
      return CommandLine.ExitCode.USAGE;
    }
    Path home = Path.of(System.getProperty("intelmq.home", "."));
    Path target = home.resolve("target");
    Path file = target.resolve("proof.json");
    Map<String, Object> results = known(file);
    var done = new ArrayList<Part>();
    if (wanted(FAULTS)) {
      int count = faults > 0 ? faults : quick ? 200 : 10_000;
      done.add(new FaultProof(home, emptied(target, "proof-faults"), out).run(seed, count));
      write(file, results, done);
    }
    if (wanted(REPORT) || wanted(SOAK)) {
      new ReportProof(home, emptied(target, "proof"), out)
          .run(size()).stream().filter(part -> wanted(part.name())).forEach(done::add);
      write(file, results, done);
      // gigabytes that nobody looks at again
      if (done.stream().allMatch(Part::proved)) {
        var _ = emptied(target, "proof");
      }
    }
    print(done, out);
    out.println(file.toAbsolutePath().normalize() + " has the same for programs.");
    return done.stream().allMatch(Part::proved) ? 0 : 1;
  }

  private boolean wanted(String part) {
    return parts.isEmpty() || parts.contains(part);
  }

  private ReportProof.Size size() {
    long mega = megabytes > 0 ? megabytes : quick ? 64 : 2048;
    int limit = seconds > 0 ? seconds : quick ? 5 : 60;
    return new ReportProof.Size(mega << 20, Map.of(ReportProof.PARSER, Duration.ofSeconds(limit)));
  }

  private static Path emptied(Path parent, String name) throws IOException {
    Path directory = parent.resolve(name);
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(directory);
    return directory;
  }

  private static Map<String, Object> known(Path file) throws IOException {
    var results = new LinkedHashMap<String, Object>();
    if (Files.isRegularFile(file)) {
      try {
        Map<?, ?> written = JSON.readValue(Files.readString(file), Map.class);
        written.forEach((part, result) -> results.put(String.valueOf(part), result));
      } catch (JacksonException e) {
        // it is written anew
      }
    }
    return results;
  }

  private void write(Path file, Map<String, Object> results, List<Part> done) throws IOException {
    for (Part part : done) {
      Map<String, Object> result = part.toMap();
      result.put("time", Instant.now().toString());
      result.put("quick", quick);
      results.put(part.name(), result);
    }
    Files.writeString(file, JSON.writeValueAsString(results) + "\n");
  }

  private static String shown(Object value) {
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : String.valueOf(value);
  }

  private static void print(List<Part> done, PrintWriter out) {
    for (Part part : done) {
      out.println();
      out.printf(
          Locale.ROOT,
          "%-8s %s in %d min %02d s%n",
          part.name(),
          part.proved() ? "proved" : "FAILED",
          part.time().toMinutes(),
          part.time().toSecondsPart());
      part.measured()
          .forEach((name, value) -> out.printf(Locale.ROOT, "  %-58s %14s%n", name, shown(value)));
      part.failures().forEach(failure -> out.println("  FAILED: " + failure));
    }
    out.println();
  }
}
