package intelmq.localstack.faults;

import intelmq.localstack.front.Answer;
import intelmq.localstack.front.Call;
import intelmq.localstack.front.Filter.Chain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of which a part is done, and the rest refused as the service does. */
final class PartialResult {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> OPERATIONS =
      Set.of("SendMessageBatch", "BatchWriteItem", "Bulk", "PutEvents");

  private PartialResult() {}

  static boolean isPossible(Call call) {
    return OPERATIONS.contains(call.operation());
  }

  /**
   * Has a part done.
   *
   * @param refused which things are not done, by their position; if none is, the first
   */
  static Answer of(Call call, Chain next, IntPredicate refused) throws IOException {
    return switch (call.operation()) {
      case "SendMessageBatch" -> messages(call, next, refused);
      case "BatchWriteItem" -> items(call, next, refused);
      case "Bulk" -> documents(call, next, refused);
      default -> events(call, next, refused);
    };
  }

  /** Divides a list; the things that are refused are never none. */
  private static <T> Map<Boolean, List<T>> divide(List<T> all, IntPredicate refused) {
    var done = new ArrayList<T>();
    var rest = new ArrayList<T>();
    for (int i = 0; i < all.size(); i++) {
      (refused.test(i) ? rest : done).add(all.get(i));
    }
    if (rest.isEmpty() && !done.isEmpty()) {
      rest.add(done.removeFirst());
    }
    return Map.of(true, done, false, rest);
  }

  private static <T> List<T> part(Map<Boolean, List<T>> parts, boolean done) {
    return parts.getOrDefault(done, List.of());
  }

  private static Answer messages(Call call, Chain next, IntPredicate refused) throws IOException {
    ObjectNode body = (ObjectNode) call.json();
    var parts = divide(list(body.path("Entries")), refused);
    ObjectNode result = JSON.createObjectNode();
    if (!part(parts, true).isEmpty()) {
      Answer answer = next.proceed(call.withJson(with(body, "Entries", part(parts, true))));
      if (answer.status() != 200) {
        return answer;
      }
      result = (ObjectNode) answer.json();
    }
    if (result.path("Successful").isMissingNode()) {
      result.putArray("Successful");
    }
    ArrayNode failed =
        result.path("Failed") instanceof ArrayNode array ? array : result.putArray("Failed");
    for (JsonNode entry : part(parts, false)) {
      failed
          .addObject()
          .put("Id", entry.path("Id").asString())
          .put("SenderFault", false)
          .put("Code", "InternalError")
          .put("Message", "partial result");
    }
    return Answer.json(result);
  }

  private static Answer items(Call call, Chain next, IntPredicate refused) throws IOException {
    ObjectNode body = (ObjectNode) call.json();
    JsonNode tables = body.path("RequestItems");
    if (tables.size() != 1) {
      return next.proceed(call);
    }
    String table = tables.propertyNames().iterator().next();
    var parts = divide(list(tables.path(table)), refused);
    ObjectNode result = JSON.createObjectNode();
    if (!part(parts, true).isEmpty()) {
      ObjectNode some = with((ObjectNode) tables, table, part(parts, true));
      ObjectNode request = body.deepCopy();
      request.set("RequestItems", some);
      Answer answer = next.proceed(call.withJson(request));
      if (answer.status() != 200) {
        return answer;
      }
      result = (ObjectNode) answer.json();
    }
    ObjectNode open =
        result.path("UnprocessedItems") instanceof ObjectNode object
            ? object
            : result.putObject("UnprocessedItems");
    ArrayNode left = open.path(table) instanceof ArrayNode array ? array : open.putArray(table);
    left.addAll(part(parts, false));
    return Answer.json(result);
  }

  private static Answer events(Call call, Chain next, IntPredicate refused) throws IOException {
    ObjectNode body = (ObjectNode) call.json();
    List<JsonNode> entries = list(body.path("Entries"));
    var parts = divide(entries, refused);
    List<JsonNode> done = part(parts, true);
    List<JsonNode> answers =
        done.isEmpty()
            ? List.of()
            : list(next.proceed(call.withJson(with(body, "Entries", done))).json().path("Entries"));
    ObjectNode result = JSON.createObjectNode();
    result.put("FailedEntryCount", part(parts, false).size());
    ArrayNode all = result.putArray("Entries");
    int answered = 0;
    for (JsonNode entry : entries) {
      if (done.contains(entry) && answered < answers.size()) {
        all.add(answers.get(answered++));
      } else {
        all.addObject().put("ErrorCode", "InternalFailure").put("ErrorMessage", "partial result");
      }
    }
    return Answer.json(result);
  }

  /** A line that says what to do, and one with the document. */
  private static Answer documents(Call call, Chain next, IntPredicate refused) throws IOException {
    List<String> lines = call.body().asUtf8String().lines().toList();
    int documents = lines.size() / 2;
    var some = new StringBuilder();
    var rest = new boolean[documents];
    for (int i = 0; i < documents; i++) {
      rest[i] = refused.test(i);
      if (!rest[i]) {
        some.append(lines.get(2 * i)).append('\n').append(lines.get(2 * i + 1)).append('\n');
      }
    }
    ObjectNode result = JSON.createObjectNode().put("took", 1);
    List<JsonNode> answers = List.of();
    if (!some.isEmpty()) {
      Answer answer =
          next.proceed(
              call.withBody(
                  SdkBytes.fromByteArray(some.toString().getBytes(StandardCharsets.UTF_8))));
      if (answer.status() != 200) {
        return answer;
      }
      answers = list(answer.json().path("items"));
    }
    result.put("errors", true);
    ArrayNode items = result.putArray("items");
    int answered = 0;
    for (int i = 0; i < documents; i++) {
      items.add(rest[i] ? rejected(lines.get(2 * i)) : answers.get(answered++));
    }
    return Answer.json(result);
  }

  private static ObjectNode rejected(String line) {
    JsonNode action = JSON.readTree(line);
    String name = action.propertyNames().iterator().next();
    ObjectNode result = JSON.createObjectNode();
    result
        .putObject(name)
        .put("_index", action.path(name).path("_index").asString(""))
        .put("_id", action.path(name).path("_id").asString(""))
        .put("status", 429)
        .putObject("error")
        .put("type", "rejected_execution_exception")
        .put("reason", "partial result");
    return result;
  }

  private static ObjectNode with(ObjectNode body, String name, List<JsonNode> list) {
    ObjectNode copy = body.deepCopy();
    copy.putArray(name).addAll(list);
    return copy;
  }

  private static List<JsonNode> list(JsonNode array) {
    return array.valueStream().toList();
  }
}
