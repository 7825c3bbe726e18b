package intelmq.localstack.server;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One action of an AWS service: JSON in, JSON out. */
@FunctionalInterface
interface Operation {
  ObjectNode call(JsonNode request) throws ServiceException;
}
