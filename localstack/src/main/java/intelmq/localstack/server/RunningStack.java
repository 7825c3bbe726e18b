package intelmq.localstack.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The stack that runs, as operators see and steer it through AWS's services. */
public interface RunningStack {
  /** Its functions. */
  List<FunctionView> functions();

  /** What has functions read queues. */
  List<SourceView> sources();

  /** Has a function read its queue, or leave it alone. */
  void enableSource(String id, boolean enabled);

  /** Its schedules. */
  List<ScheduleView> schedules();

  /** Has a schedule fire, or not. */
  void enableSchedule(String name, boolean enabled);

  /** What a function has logged, oldest first. */
  List<LogLine> log(String function);

  /**
   * A function.
   *
   * @param environment its variables as the template has them
   */
  record FunctionView(String name, String handler, Map<String, String> environment) {
    /** Takes a copy of the map. */
    public FunctionView {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * An event source mapping.
   *
   * @param id unique among them
   */
  record SourceView(String id, String queueArn, String function, boolean enabled) {}

  /**
   * A schedule.
   *
   * @param target the ARN of what it invokes
   */
  record ScheduleView(
      String name, String expression, String target, String input, boolean enabled) {}

  /** A line of a log. */
  record LogLine(Instant time, String text) {}
}
