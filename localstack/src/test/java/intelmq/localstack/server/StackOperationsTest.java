package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

final class StackOperationsTest {
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");
  private static final String QUEUE = LocalAccount.arn("sqs", "stack-url");

  @TempDir private Path directory;
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private ControlPlane plane;

  @BeforeEach
  void start() throws IOException {
    plane = ControlPlane.start(0, directory, (_, _) -> {});
    plane.serve(new OneOfEach());
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void functionsHaveTheirEnvironment() {
    try (var lambda = Clients.client(LambdaClient.builder(), plane.endpoint())) {
      List<FunctionConfiguration> functions =
          lambda.listFunctionsPaginator().functions().stream().toList();
      assertThat(functions)
          .extracting(FunctionConfiguration::functionName)
          .containsExactly("stack-url");
      FunctionConfiguration function = functions.getFirst();
      assertThat(function.environment().variables()).containsEntry("STAGE", "url");
      assertThat(
              lambda
                  .getFunctionConfiguration(r -> r.functionName(function.functionArn()))
                  .handler())
          .isEqualTo("intelmq.lambda.ExpertFunction");
      assertThatThrownBy(() -> lambda.getFunctionConfiguration(r -> r.functionName("other")))
          .isInstanceOf(ResourceNotFoundException.class)
          .hasMessageContaining("other");
    }
  }

  @Test
  void aQueueIsLeftAloneAndReadAgain() {
    try (var lambda = Clients.client(LambdaClient.builder(), plane.endpoint())) {
      EventSourceMappingConfiguration source =
          lambda
              .listEventSourceMappings(r -> r.functionName("stack-url"))
              .eventSourceMappings()
              .getFirst();
      assertThat(source.state()).isEqualTo("Enabled");
      assertThat(source.eventSourceArn()).isEqualTo(QUEUE);
      assertThat(lambda.updateEventSourceMapping(r -> r.uuid(source.uuid()).enabled(false)).state())
          .isEqualTo("Disabling");
      assertThat(lambda.listEventSourceMappings(r -> r.eventSourceArn(QUEUE)).eventSourceMappings())
          .extracting(EventSourceMappingConfiguration::state)
          .containsExactly("Disabled");
      lambda.updateEventSourceMapping(r -> r.uuid(source.uuid()).enabled(true));
      assertThat(stopped).isEmpty();
      assertThat(lambda.listEventSourceMappings(r -> r.functionName("other")).eventSourceMappings())
          .isEmpty();
    }
  }

  @Test
  void ofAScheduleTheStateAloneChanges() {
    try (var scheduler = Clients.client(SchedulerClient.builder(), plane.endpoint())) {
      GetScheduleResponse schedule =
          scheduler.getSchedule(r -> r.groupName("stack").name("stack-feed"));
      assertThat(schedule.state()).isEqualTo(ScheduleState.ENABLED);
      scheduler.updateSchedule(r ->
          r.name(schedule.name())
              .groupName("stack")
              .scheduleExpression(schedule.scheduleExpression())
              .flexibleTimeWindow(schedule.flexibleTimeWindow())
              .target(schedule.target())
              .state(ScheduleState.DISABLED));
      assertThat(scheduler.listSchedulesPaginator(r -> r.groupName("stack")).schedules().stream())
          .singleElement()
          .satisfies(s -> assertThat(s.state()).isEqualTo(ScheduleState.DISABLED));
      assertThatThrownBy(() ->
              scheduler.updateSchedule(r ->
                  r.name(schedule.name())
                      .scheduleExpression("rate(1 minute)")
                      .flexibleTimeWindow(schedule.flexibleTimeWindow())
                      .target(schedule.target())))
          .isInstanceOf(ValidationException.class);
    }
  }

  @Test
  void linesOfALogComeInPages() {
    try (var logs = Clients.client(CloudWatchLogsClient.builder(), plane.endpoint())) {
      List<FilteredLogEvent> events =
          logs
              .filterLogEventsPaginator(r ->
                  r.logGroupName("/aws/lambda/stack-url")
                      .startTime(TIME.plusSeconds(5).toEpochMilli())
                      .limit(10))
              .events()
              .stream()
              .toList();
      assertThat(events)
          .extracting(FilteredLogEvent::message)
          .containsExactlyElementsOf(IntStream.range(5, 30).mapToObj(i -> "line " + i).toList());
      assertThat(events).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
      assertThatThrownBy(() -> logs.filterLogEvents(r -> r.logGroupName("/aws/lambda/other")))
          .isInstanceOf(CloudWatchLogsException.class)
          .hasMessageContaining("log group does not exist");
    }
  }

  private final class OneOfEach implements RunningStack {
    @Override
    public List<FunctionView> functions() {
      return List.of(
          new FunctionView("stack-url", "intelmq.lambda.ExpertFunction", Map.of("STAGE", "url")));
    }

    @Override
    public List<SourceView> sources() {
      return List.of(new SourceView("id-1", QUEUE, "stack-url", !stopped.contains("id-1")));
    }

    @Override
    public void enableSource(String id, boolean enabled) {
      enableSchedule(id, enabled);
    }

    @Override
    public List<ScheduleView> schedules() {
      return List.of(
          new ScheduleView(
              "stack-feed",
              "rate(1 hour)",
              LocalAccount.arn("lambda", "function:stack-feed-collector"),
              "{}",
              !stopped.contains("stack-feed")));
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
      return IntStream.range(0, 30)
          .mapToObj(i -> new LogLine(TIME.plusSeconds(i), "line " + i))
          .toList();
    }
  }
}
