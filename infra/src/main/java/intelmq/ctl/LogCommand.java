package intelmq.ctl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Shows what functions log. */
@Command(
    name = "log",
    description = {
      "Shows what functions have logged, oldest first: CloudWatch Logs.",
      "Lines of several functions are in the order of time. Reading logs costs nothing, but takes time where there is much of them: --since shortens it."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class LogCommand implements Callable<Integer> {
  /** How far back one looks for the last lines until there are enough. */
  private static final List<Duration> BACK =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Lines come in late. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "STAGE|FEED",
      arity = "0..*",
      description = "Only these stages, or those of these feeds.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      description =
          "This level and those above: ${COMPLETION-CANDIDATES}. Lambda's own lines are DEBUG. Default: ${DEFAULT-VALUE}.")
  private LogRecord.Level level = LogRecord.Level.INFO;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "From this time on: "
              + TimeArgument.FORMS
              + ". Without it, as far back as it takes for -n lines, at most 30 days.")
  private @Nullable String since;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      description = "The last lines of those; -1 for all. Default: ${DEFAULT-VALUE}.")
  private int lines = 10;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is logged from now on, until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    Instant now = Instant.now();
    Instant from =
        since == null ? null : TimeArgument.read("--since", since, InstantSource.fixed(now));
    try (Installation installation = target.open()) {
      List<StackFunction> functions =
          names.isEmpty() ? installation.functions() : installation.select(names);
      List<LogRecord> records = last(installation, functions, from, now);
      records.forEach(this::print);
      if (follow) {
        follow(installation, functions, now, records);
      }
      return ExitCode.OK;
    }
  }

  private List<LogRecord> last(
      Installation installation, List<StackFunction> functions, @Nullable Instant from, Instant now)
      throws InterruptedException {
    if (from != null) {
      return read(installation, functions, from);
    }
    if (lines < 0) {
      return read(installation, functions, now.minus(BACK.getLast()));
    }
    List<LogRecord> records = List.of();
    for (Duration back : BACK) {
      records = read(installation, functions, now.minus(back));
      if (records.size() >= lines) {
        return records;
      }
    }
    return records;
  }

  private List<LogRecord> read(
      Installation installation, List<StackFunction> functions, Instant from)
      throws InterruptedException {
    List<LogRecord> all =
        Parallel.map(functions, function -> read(installation, function, from)).stream()
            .flatMap(Deque::stream)
            .sorted(Comparator.comparing(LogRecord::time))
            .toList();
    return lines < 0 || all.size() <= lines ? all : all.subList(all.size() - lines, all.size());
  }

  /** No more than the last lines are kept of what may be very many. */
  private Deque<LogRecord> read(Installation installation, StackFunction function, Instant from) {
    var records = new ArrayDeque<LogRecord>();
    try {
      for (FilteredLogEvent event :
          installation
              .logs()
              .filterLogEventsPaginator(request ->
                  request
                      .logGroupName("/aws/lambda/" + function.name())
                      .startTime(from.toEpochMilli()))
              .events()) {
        var time = Instant.ofEpochMilli(event.timestamp());
        LogRecord record = LogRecord.of(event.eventId(), time, function.stage(), event.message());
        if (record.level().compareTo(level) >= 0) {
          records.add(record);
          if (lines >= 0 && records.size() > lines) {
            records.removeFirst();
          }
        }
      }
    } catch (ResourceNotFoundException _) {
      // a function that never ran may have no log yet
    }
    return records;
  }

  private void follow(
      Installation installation,
      List<StackFunction> functions,
      Instant begin,
      List<LogRecord> printed)
      throws InterruptedException {
    Set<String> seen = new LinkedHashSet<>();
    printed.forEach(record -> seen.add(record.id()));
    lines = -1;
    Instant from = begin;
    while (true) {
      Thread.sleep(PAUSE);
      Instant next = Instant.now();
      for (LogRecord record : read(installation, functions, from.minus(OVERLAP))) {
        if (!record.time().isBefore(begin) && seen.add(record.id())) {
          print(record);
        }
      }
      from = next;
    }
  }

  private void print(LogRecord record) {
    if (output.isJson()) {
      output.json(record.json());
    } else {
      record.text().forEach(output::lines);
    }
  }
}
