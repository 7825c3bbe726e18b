package intelmq.localstack.faults;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.results.Poison;
import intelmq.localstack.results.Readback;
import intelmq.localstack.results.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;

/**
 * What a run came to.
 *
 * @param stored what the outputs hold, by stage
 * @param quarantine the lines of what was set aside
 * @param deadLetters messages of the queues for those, by queue
 * @param facts the items of the table of facts: report, fact, and the ordinals delivered
 */
record Snapshot(
    Map<String, List<StoredEvent>> stored,
    List<JsonNode> quarantine,
    Map<String, List<String>> deadLetters,
    List<Fact> facts) {
  Snapshot {
    stored = Collections.unmodifiableMap(new TreeMap<>(stored));
    quarantine = List.copyOf(quarantine);
    deadLetters = Map.copyOf(deadLetters);
    facts = List.copyOf(facts);
  }

  /**
   * What became of the events of a message at a stage.
   *
   * @param stage empty for other facts
   * @param delivered their ordinals
   */
  record Fact(String report, String fact, String stage, String delivered) {}

  static Snapshot of(Cloud cloud) throws IOException, InterruptedException {
    return new Snapshot(
        new Readback(cloud).read(), Poison.lines(cloud), deadLetters(cloud), facts(cloud));
  }

  private static Map<String, List<String>> deadLetters(Cloud cloud) {
    var letters = new LinkedHashMap<String, List<String>>();
    for (String url : cloud.sqs().listQueuesPaginator().queueUrls()) {
      if (!url.endsWith("-dlq")) {
        continue;
      }
      List<String> bodies =
          cloud
              .sqs()
              .receiveMessage(
                  request -> request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(1))
              .messages()
              .stream()
              .map(Message::body)
              .toList();
      if (!bodies.isEmpty()) {
        letters.put(url.substring(url.lastIndexOf('/') + 1), bodies);
      }
    }
    return letters;
  }

  private static List<Fact> facts(Cloud cloud) {
    var facts = new ArrayList<Fact>();
    for (String table : cloud.dynamoDb().listTablesPaginator().tableNames()) {
      if (!table.endsWith("-facts")) {
        continue;
      }
      for (Map<String, AttributeValue> item :
          cloud.dynamoDb().scanPaginator(request -> request.tableName(table)).items()) {
        String fact = text(item, "fact");
        boolean claim = fact.startsWith("claim/");
        facts.add(
            new Fact(
                text(item, "report"),
                fact,
                claim ? "" : fact.substring(0, Math.max(0, fact.indexOf('/'))),
                text(item, "delivered")));
      }
    }
    return facts;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
