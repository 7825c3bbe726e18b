package intelmq.ctl;

import intelmq.bench.HopBench;
import intelmq.bench.PipelineBench;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures on this machine how much CPU time functions take. */
@Command(
    name = "bench",
    description = {
      "Measures how much CPU time functions take on this machine, each a process of its own as on Lambda.",
      "Nothing else should run meanwhile."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class BenchCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "say what is to be measured: hop or pipeline");
  }

  @Command(
      name = "hop",
      description =
          "One hop of each parser and expert: the real handler, SQS events in, messages out to a server that counts.",
      mixinStandardHelpOptions = true)
  Integer hop(
      @Parameters(paramLabel = "BOT", arity = "0..*", description = "These bots only.")
          @Nullable List<String> bots,
      @Option(
              names = "--seconds",
              defaultValue = "3",
              description = "CPU seconds that each row is measured for. Default: 3.")
          int seconds,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the rows, a line each.")
          @Nullable Path json)
      throws IOException, InterruptedException {
    var bench = new HopBench(home(), home().resolve("target/bench/hop"), seconds, this::say);
    var rows = new ArrayList<Map<String, Object>>();
    bench.run(bots == null ? List.of() : bots).forEach(row -> rows.add(row.toMap()));
    write(json, rows);
    return rows.isEmpty() ? 1 : 0;
  }

  @Command(
      name = "pipeline",
      description = {
        "A report from the drop bucket through parser, deduplicator, taxonomy, url, filter and file to objects.",
        "small: a CSV of first_seen_utc, dst_ip, dst_port, c2_status, last_online, malware. wide: a report of Shadowserver's."
      },
      mixinStandardHelpOptions = true)
  Integer pipeline(
      @Option(
              names = "--report",
              paramLabel = "small|wide=FILE",
              required = true,
              description = "The report; may be repeated.")
          List<String> reports,
      @Option(
              names = "--schema",
              paramLabel = "FILE",
              description = "Shadowserver's schema, for wide reports.")
          @Nullable Path schema,
      @Option(
              names = "--warm-up",
              paramLabel = "ROWS",
              defaultValue = "20000",
              description = "Rows that go through beforehand and do not count. Default: 20000.")
          int warmUp,
      @Option(
              names = "--events-out",
              paramLabel = "FILE",
              description = "Write the events of the last report, a JSON line each.")
          @Nullable Path events,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the rows, a line each.")
          @Nullable Path json)
      throws IOException, InterruptedException {
    Path directory = home().resolve("target/bench/pipeline");
    var rows = new ArrayList<Map<String, Object>>();
    for (String report : reports) {
      int equals = report.indexOf('=');
      Path file = Path.of(report.substring(equals + 1));
      if (equals < 1 || !Files.isRegularFile(file)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--report " + report + ": expected small=FILE or wide=FILE");
      }
      Directories.empty(directory);
      var work = new PipelineBench.Work(report.substring(0, equals), file, schema, warmUp, events);
      Map<String, Object> row = new PipelineBench(home(), directory, this::say).run(work);
      say(PipelineBench.shown(row));
      rows.add(row);
    }
    write(json, rows);
    return 0;
  }

  private static void write(@Nullable Path file, List<Map<String, Object>> rows)
      throws IOException {
    if (file != null) {
      Files.write(
          file,
          rows.stream().map(Json::text).toList(),
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private Path home() {
    return IntelmqCtl.home(spec);
  }

  private void say(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(Plain.line(text));
    out.flush();
  }
}
