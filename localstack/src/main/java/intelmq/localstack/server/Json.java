package intelmq.localstack.server;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as AWS's services speak it. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A text the service cannot do without. */
  static String required(JsonNode request, String name) throws ServiceException {
    String value = request.path(name).asString("");
    if (value.isEmpty()) {
      throw new ServiceException("ValidationException", name + " is missing");
    }
    return value;
  }
}
