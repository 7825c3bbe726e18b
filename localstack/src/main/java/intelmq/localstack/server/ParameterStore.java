package intelmq.localstack.server;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** SSM's parameters. */
public final class ParameterStore {
  private static final int PAGE = 10;

  private final ConcurrentSkipListMap<String, Parameter> parameters = new ConcurrentSkipListMap<>();

  ParameterStore() {}

  /** Stores a parameter of type {@code String}, or its next version. */
  public void put(String name, String value) {
    var _ = store(name, value, "String");
  }

  Map<String, Operation> operations() {
    return Map.of(
        "AmazonSSM.GetParameter", this::getParameter,
        "AmazonSSM.GetParameters", this::getParameters,
        "AmazonSSM.GetParametersByPath", this::getParametersByPath,
        "AmazonSSM.PutParameter", this::putParameter);
  }

  private Parameter store(String name, String value, String type) {
    return parameters.merge(
        name,
        new Parameter(name, value, type, 1, Instant.now()),
        (old, fresh) -> new Parameter(name, value, type, old.version() + 1, fresh.modified()));
  }

  private ObjectNode getParameter(JsonNode request) throws ServiceException {
    String name = Json.required(request, "Name");
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new ServiceException("ParameterNotFound", "Parameter " + name + " not found.");
    }
    return Json.object().set("Parameter", parameter.json());
  }

  private ObjectNode getParameters(JsonNode request) throws ServiceException {
    List<String> names = request.path("Names").valueStream().map(JsonNode::asString).toList();
    if (names.isEmpty() || names.size() > PAGE) {
      throw new ServiceException(
          "ValidationException", "Names must have 1 to " + PAGE + " members, not " + names.size());
    }
    var answer = Json.object();
    var found = answer.putArray("Parameters");
    var missing = answer.putArray("InvalidParameters");
    for (String name : names) {
      Parameter parameter = parameters.get(name);
      if (parameter == null) {
        missing.add(name);
      } else {
        found.add(parameter.json());
      }
    }
    return answer;
  }

  private ObjectNode getParametersByPath(JsonNode request) throws ServiceException {
    String path = Json.required(request, "Path");
    String prefix = path.endsWith("/") ? path : path + "/";
    boolean recursive = request.path("Recursive").asBoolean(false);
    int limit = Math.min(request.path("MaxResults").asInt(PAGE), PAGE);
    String after = request.path("NextToken").asString(prefix);
    // '0' is the character after '/': the keys between are those that start with the prefix
    Collection<Parameter> below =
        parameters
            .subMap(after, false, prefix.substring(0, prefix.length() - 1) + "0", false)
            .values();
    List<Parameter> page =
        below.stream()
            .filter(parameter -> recursive || parameter.name().indexOf('/', prefix.length()) < 0)
            .limit(limit + 1L)
            .toList();
    var answer = Json.object();
    var found = answer.putArray("Parameters");
    page.stream().limit(limit).forEach(parameter -> found.add(parameter.json()));
    if (page.size() > limit) {
      answer.put("NextToken", page.get(limit - 1).name());
    }
    return answer;
  }

  private ObjectNode putParameter(JsonNode request) throws ServiceException {
    String name = Json.required(request, "Name");
    if (parameters.containsKey(name) && !request.path("Overwrite").asBoolean(false)) {
      throw new ServiceException(
          "ParameterAlreadyExists", "The parameter " + name + " already exists.");
    }
    Parameter stored =
        store(name, Json.required(request, "Value"), request.path("Type").asString("String"));
    return Json.object().put("Version", stored.version());
  }

  private record Parameter(String name, String value, String type, long version, Instant modified) {
    ObjectNode json() {
      return Json.object()
          .put("Name", name)
          .put("Type", type)
          .put("Value", value)
          .put("Version", version)
          .put("LastModifiedDate", modified.getEpochSecond())
          .put(
              "ARN",
              LocalAccount.arn(
                  "ssm", "parameter/" + (name.startsWith("/") ? name.substring(1) : name)))
          .put("DataType", "text");
    }
  }
}
