package intelmq.localstack.cloud;

import intelmq.localstack.resource.Deployment.FunctionSpec;
import intelmq.localstack.server.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What operators see and steer of the functions, queues, schedules and logs of a cloud. */
final class StackControl implements RunningStack {
  /** Each line that functions log begins with its time. */
  private static final Pattern TIME = Pattern.compile("^\\{\"time\":\"([^\"]+)\"");

  private final Path logs;
  private final Map<String, FunctionView> functions = new LinkedHashMap<>();
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, ScheduleView> schedules = new LinkedHashMap<>();
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();

  private record Source(String queueArn, String function, EventSourceMapping mapping) {}

  /**
   * The control of a cloud.
   *
   * @param logs the folder of the functions' logs
   */
  StackControl(Path logs) {
    this.logs = logs;
  }

  void addFunction(FunctionSpec function) {
    functions.put(
        function.name(),
        new FunctionView(function.name(), function.handler(), function.environment()));
  }

  void addSource(String queueArn, String function, EventSourceMapping mapping) {
    sources.put(UUID.randomUUID().toString(), new Source(queueArn, function, mapping));
  }

  void addSchedule(String name, String expression, String target, String input) {
    schedules.put(name, new ScheduleView(name, expression, target, input, true));
  }

  /** Whether a schedule is to fire. */
  boolean fires(String schedule) {
    return !stopped.contains(schedule);
  }

  @Override
  public List<FunctionView> functions() {
    return List.copyOf(functions.values());
  }

  @Override
  public List<SourceView> sources() {
    return sources.entrySet().stream()
        .map(entry -> {
          Source source = entry.getValue();
          return new SourceView(
              entry.getKey(), source.queueArn(), source.function(), source.mapping().isEnabled());
        })
        .toList();
  }

  @Override
  public void enableSource(String id, boolean enabled) {
    Source source = sources.get(id);
    if (source == null) {
      throw new NoSuchElementException(id);
    }
    source.mapping().enable(enabled);
  }

  @Override
  public List<ScheduleView> schedules() {
    return schedules.values().stream()
        .map(schedule ->
            new ScheduleView(
                schedule.name(),
                schedule.expression(),
                schedule.target(),
                schedule.input(),
                fires(schedule.name())))
        .toList();
  }

  @Override
  public void enableSchedule(String name, boolean enabled) {
    if (enabled) {
      stopped.remove(name);
    } else {
      stopped.add(name);
    }
  }

  @Override
  public List<LogLine> log(String function) {
    Path file = logs.resolve(function + ".log");
    var lines = new ArrayList<LogLine>();
    Instant time = Instant.EPOCH;
    try {
      for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
        time = time(line).orElse(time);
        lines.add(new LogLine(time, line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static Optional<Instant> time(String line) {
    Matcher matcher = TIME.matcher(line);
    try {
      return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
