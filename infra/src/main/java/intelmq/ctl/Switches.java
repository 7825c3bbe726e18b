package intelmq.ctl;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * What starts and stops functions: a collector's schedule, the reading of their queue for the
 * others.
 */
final class Switches {
  private static final Set<String> READING = Set.of("Enabled", "Enabling", "Creating", "Updating");

  private final Installation installation;
  private final Map<String, EventSourceMappingConfiguration> sources = new HashMap<>();
  private final Map<String, ScheduleSummary> schedules = new HashMap<>();

  /** Whether a function works. */
  enum State {
    /** It works when there is work. */
    RUNNING,
    /** Somebody stopped it. */
    STOPPED,
    /** A collector whose feed is not among those that the deployment enables. */
    DISABLED;

    /** The word for users. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Switches(Installation installation) {
    this.installation = installation;
  }

  /** The switches of an installation as they are. */
  static Switches of(Installation installation) {
    var switches = new Switches(installation);
    installation
        .lambda()
        .listEventSourceMappingsPaginator()
        .eventSourceMappings()
        .forEach(source -> switches.sources.put(function(source.functionArn()), source));
    installation
        .scheduler()
        .listSchedulesPaginator(request -> request.groupName(installation.stack()))
        .schedules()
        .forEach(schedule -> switches.schedules.put(function(schedule.target().arn()), schedule));
    return switches;
  }

  /** The name in an ARN, which may have a version's behind it. */
  private static String function(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 6 ? parts[6] : arn;
  }

  /** Whether a function works. */
  State state(StackFunction function) {
    EventSourceMappingConfiguration source = sources.get(function.name());
    ScheduleSummary schedule = schedules.get(function.name());
    boolean ignored = source != null && !READING.contains(source.state());
    boolean idle = schedule != null && schedule.state() == ScheduleState.DISABLED;
    if (ignored || idle) {
      return State.STOPPED;
    }
    return isEnabled(function) ? State.RUNNING : State.DISABLED;
  }

  /** Whether the deployment enables a function; all but collectors always are. */
  static boolean isEnabled(StackFunction function) {
    return function.kind() != StackFunction.Kind.COLLECTOR
        || Arrays.asList(function.variable("ENABLED_FEEDS").split("\\s*,\\s*", -1))
            .contains(function.variable("FEED"));
  }

  /** Whether there is something to switch; what is invoked by files in a bucket has nothing. */
  boolean isSwitchable(StackFunction function) {
    return sources.containsKey(function.name()) || schedules.containsKey(function.name());
  }

  /** Whether a schedule invokes the function. */
  boolean isScheduled(StackFunction function) {
    return schedules.containsKey(function.name());
  }

  /** Starts or stops a function. */
  void turn(StackFunction function, boolean on) {
    EventSourceMappingConfiguration source = sources.get(function.name());
    if (source != null) {
      installation
          .lambda()
          .updateEventSourceMapping(request -> request.uuid(source.uuid()).enabled(on));
    }
    ScheduleSummary schedule = schedules.get(function.name());
    if (schedule != null) {
      turn(schedule.name(), on ? ScheduleState.ENABLED : ScheduleState.DISABLED);
    }
  }

  /** All of a schedule must be said again, or it would be lost. */
  private void turn(String name, ScheduleState state) {
    String group = installation.stack();
    GetScheduleResponse schedule =
        installation.scheduler().getSchedule(request -> request.groupName(group).name(name));
    installation
        .scheduler()
        .updateSchedule(request ->
            request
                .groupName(group)
                .name(name)
                .description(schedule.description())
                .scheduleExpression(schedule.scheduleExpression())
                .scheduleExpressionTimezone(schedule.scheduleExpressionTimezone())
                .startDate(schedule.startDate())
                .endDate(schedule.endDate())
                .flexibleTimeWindow(schedule.flexibleTimeWindow())
                .kmsKeyArn(schedule.kmsKeyArn())
                .actionAfterCompletion(schedule.actionAfterCompletion())
                .target(schedule.target())
                .state(state));
  }
}
