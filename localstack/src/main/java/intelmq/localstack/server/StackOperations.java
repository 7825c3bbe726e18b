package intelmq.localstack.server;

import intelmq.localstack.server.RunningStack.FunctionView;
import intelmq.localstack.server.RunningStack.LogLine;
import intelmq.localstack.server.RunningStack.ScheduleView;
import intelmq.localstack.server.RunningStack.SourceView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operators ask of Lambda, EventBridge Scheduler and CloudWatch Logs about the stack that
 * runs; everything is on one page.
 */
final class StackOperations {
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final String SOURCES = "/2015-03-31/event-source-mappings";
  private static final String SCHEDULES = "/schedules";
  private static final String LOG_GROUPS = "/aws/lambda/";
  private static final int PAGE = 10_000;

  private final RunningStack stack;

  StackOperations(RunningStack stack) {
    this.stack = stack;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "GET " + FUNCTIONS,
        this::listFunctions,
        "GET " + FUNCTIONS + "/{FunctionName}/configuration",
        this::getFunctionConfiguration,
        "GET " + SOURCES,
        this::listEventSourceMappings,
        "PUT " + SOURCES + "/{UUID}",
        this::updateEventSourceMapping,
        "GET " + SCHEDULES,
        this::listSchedules,
        "GET " + SCHEDULES + "/{Name}",
        this::getSchedule,
        "PUT " + SCHEDULES + "/{Name}",
        this::updateSchedule,
        "Logs_20140328.FilterLogEvents",
        this::filterLogEvents);
  }

  private ObjectNode listFunctions(JsonNode request) {
    var answer = Json.object();
    var functions = answer.putArray("Functions");
    stack.functions().forEach(function -> functions.add(json(function)));
    return answer;
  }

  private ObjectNode getFunctionConfiguration(JsonNode request) throws ServiceException {
    return json(function(Json.required(request, "FunctionName")));
  }

  private FunctionView function(String nameOrArn) throws ServiceException {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
    return stack.functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ServiceException(
                "ResourceNotFoundException",
                "Function not found: " + LocalAccount.arn("lambda", "function:" + name)));
  }

  private static ObjectNode json(FunctionView function) {
    var json =
        Json.object()
            .put("FunctionName", function.name())
            .put("FunctionArn", LocalAccount.arn("lambda", "function:" + function.name()))
            .put("Handler", function.handler())
            .put("Runtime", "java25")
            .put("Version", "$LATEST")
            .put("State", "Active");
    var variables = json.putObject("Environment").putObject("Variables");
    function.environment().forEach(variables::put);
    return json;
  }

  private ObjectNode listEventSourceMappings(JsonNode request) {
    String function = request.path("FunctionName").asString("");
    String queue = request.path("EventSourceArn").asString("");
    var answer = Json.object();
    var sources = answer.putArray("EventSourceMappings");
    for (SourceView source : stack.sources()) {
      if ((function.isEmpty() || source.function().equals(function))
          && (queue.isEmpty() || source.queueArn().equals(queue))) {
        sources.add(json(source, source.enabled() ? "Enabled" : "Disabled"));
      }
    }
    return answer;
  }

  private ObjectNode updateEventSourceMapping(JsonNode request) throws ServiceException {
    String id = Json.required(request, "UUID");
    SourceView source =
        stack.sources().stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new ServiceException(
                    "ResourceNotFoundException", "The resource you requested does not exist."));
    boolean enabled = request.path("Enabled").asBoolean(source.enabled());
    stack.enableSource(id, enabled);
    return json(source, enabled ? "Enabling" : "Disabling");
  }

  private static ObjectNode json(SourceView source, String state) {
    return Json.object()
        .put("UUID", source.id())
        .put("EventSourceArn", source.queueArn())
        .put("FunctionArn", LocalAccount.arn("lambda", "function:" + source.function()))
        .put("State", state);
  }

  private ObjectNode listSchedules(JsonNode request) {
    var answer = Json.object();
    var schedules = answer.putArray("Schedules");
    for (ScheduleView schedule : stack.schedules()) {
      var summary = schedules.addObject();
      summary.put("Name", schedule.name()).put("State", state(schedule));
      summary.putObject("Target").put("Arn", schedule.target());
    }
    return answer;
  }

  private ObjectNode getSchedule(JsonNode request) throws ServiceException {
    ScheduleView schedule = schedule(request);
    var answer =
        Json.object()
            .put("Name", schedule.name())
            .put("Arn", LocalAccount.arn("scheduler", "schedule/" + schedule.name()))
            .put("ScheduleExpression", schedule.expression())
            .put("State", state(schedule));
    answer.putObject("FlexibleTimeWindow").put("Mode", "OFF");
    answer
        .putObject("Target")
        .put("Arn", schedule.target())
        .put("RoleArn", LocalAccount.arn("iam", "role/" + schedule.name()))
        .put("Input", schedule.input());
    return answer;
  }

  /** Changes the state alone; what else may be changed comes from the template. */
  private ObjectNode updateSchedule(JsonNode request) throws ServiceException {
    ScheduleView schedule = schedule(request);
    if (!schedule.expression().equals(request.path("ScheduleExpression").asString(""))
        || !schedule.target().equals(request.path("Target").path("Arn").asString(""))
        || !schedule.input().equals(request.path("Target").path("Input").asString(""))) {
      throw new ServiceException(
          "ValidationException", "The local cloud changes nothing of a schedule but its state.");
    }
    stack.enableSchedule(
        schedule.name(), request.path("State").asString("ENABLED").equals("ENABLED"));
    return Json.object()
        .put("ScheduleArn", LocalAccount.arn("scheduler", "schedule/" + schedule.name()));
  }

  private ScheduleView schedule(JsonNode request) throws ServiceException {
    String name = Json.required(request, "Name");
    return stack.schedules().stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ServiceException(
                "ResourceNotFoundException", "Schedule " + name + " does not exist."));
  }

  private static String state(ScheduleView schedule) {
    return schedule.enabled() ? "ENABLED" : "DISABLED";
  }

  private ObjectNode filterLogEvents(JsonNode request) throws ServiceException {
    if (request.has("filterPattern")) {
      throw new ServiceException(
          "InvalidParameterException", "The local cloud knows no filter patterns.");
    }
    String group = Json.required(request, "logGroupName");
    String function = group.replaceFirst("^" + LOG_GROUPS, "");
    if (stack.functions().stream().noneMatch(known -> known.name().equals(function))) {
      throw new ServiceException(
          "ResourceNotFoundException", "The specified log group does not exist.");
    }
    long from = request.path("startTime").asLong(0);
    long to = request.path("endTime").asLong(Long.MAX_VALUE);
    List<LogLine> lines =
        stack.log(function).stream()
            .filter(line -> line.time().toEpochMilli() >= from && line.time().toEpochMilli() <= to)
            .toList();
    int begin = request.path("nextToken").asInt(0);
    int limit = Math.min(PAGE, request.path("limit").asInt(PAGE));
    int end = Math.min(lines.size(), begin + limit);
    var answer = Json.object();
    var events = answer.putArray("events");
    for (int i = begin; i < end; i++) {
      LogLine line = lines.get(i);
      events
          .addObject()
          .put("logStreamName", "local")
          .put("timestamp", line.time().toEpochMilli())
          .put("ingestionTime", line.time().toEpochMilli())
          // lines of a moment stay apart
          .put("eventId", Objects.hash(function, line.time(), i) + "-" + line.time().toEpochMilli())
          .put("message", line.text());
    }
    if (end < lines.size()) {
      answer.put("nextToken", Integer.toString(end));
    }
    return answer;
  }
}
