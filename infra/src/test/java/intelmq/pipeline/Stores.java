package intelmq.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a pipeline's stores hold.
 *
 * @param table ids of the events in the table
 * @param bucket ids of the events in the bucket
 * @param quarantine lines of the quarantined objects, by key
 * @param statistics the statistics' lines of counts, by feed
 * @param waiting messages in queues, by queue; queues that have none are left out
 */
record Stores(
    Set<String> table,
    Set<String> bucket,
    Map<String, List<JsonNode>> quarantine,
    Map<String, List<Map<String, Integer>>> statistics,
    Map<String, Long> waiting) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> COUNTS = Set.of("records", "events", "quarantined");

  static Stores read(Pipeline pipeline) throws IOException {
    return new Stores(
        table(pipeline),
        bucket(pipeline),
        quarantine(pipeline),
        statistics(pipeline),
        waiting(pipeline));
  }

  /** Those of ids that are of events of a feed. */
  static Set<String> of(String feed, Set<String> ids) {
    return ids.stream()
        .filter(id -> id.startsWith(feed + "-2"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> table(Pipeline pipeline) {
    return items(pipeline, "events").stream()
        .map(item -> text(item, "id"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> bucket(Pipeline pipeline) throws IOException {
    var ids = new TreeSet<String>();
    String bucket = pipeline.bucket("events");
    for (S3Object object : objects(pipeline, bucket)) {
      try (var content = pipeline.s3().getObject(r -> r.bucket(bucket).key(object.key()));
          var lines =
              new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(content), StandardCharsets.UTF_8))) {
        lines.lines().map(line -> JSON.readTree(line).path("__id").asString()).forEach(ids::add);
      }
    }
    return ids;
  }

  private static Map<String, List<JsonNode>> quarantine(Pipeline pipeline) {
    var lines = new TreeMap<String, List<JsonNode>>();
    String bucket = pipeline.bucket("quarantine");
    for (S3Object object : objects(pipeline, bucket)) {
      String text =
          pipeline
              .s3()
              .getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
              .asUtf8String();
      lines.put(object.key(), text.lines().map(JSON::readTree).toList());
    }
    return lines;
  }

  private static Map<String, List<Map<String, Integer>>> statistics(Pipeline pipeline) {
    var lines = new TreeMap<String, List<Map<String, Integer>>>();
    for (Map<String, AttributeValue> item : items(pipeline, "statistics")) {
      var counts = new TreeMap<String, Integer>();
      item.forEach((name, value) -> {
        if (COUNTS.contains(name)) {
          counts.put(name, Integer.valueOf(value.n()));
        }
      });
      lines.computeIfAbsent(text(item, "feed"), feed -> new ArrayList<>()).add(counts);
    }
    return lines;
  }

  private static Map<String, Long> waiting(Pipeline pipeline) {
    var waiting = new TreeMap<String, Long>();
    String prefix = pipeline.stack() + "-";
    for (String url :
        pipeline.sqs().listQueuesPaginator(r -> r.queueNamePrefix(prefix)).queueUrls()) {
      long messages =
          pipeline
              .sqs()
              .getQueueAttributes(request ->
                  request
                      .queueUrl(url)
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
              .attributesAsStrings()
              .values()
              .stream()
              .mapToLong(Long::parseLong)
              .sum();
      if (messages > 0) {
        waiting.put(url.substring(url.lastIndexOf('/') + 1), messages);
      }
    }
    return waiting;
  }

  private static List<S3Object> objects(Pipeline pipeline, String bucket) {
    return pipeline
        .s3()
        .listObjectsV2Paginator(request -> request.bucket(bucket))
        .contents()
        .stream()
        .toList();
  }

  private static List<Map<String, AttributeValue>> items(Pipeline pipeline, String table) {
    String name = pipeline.stack() + "-" + table;
    return pipeline.dynamoDb().scanPaginator(request -> request.tableName(name)).items().stream()
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  /** A line per feed, as people read it. */
  String describe() {
    var text = new StringBuilder("feed          table  bucket  quarantined  statistics\n");
    for (String feed : new TreeSet<>(Pipeline.FEEDS)) {
      List<JsonNode> reasons =
          quarantine.entrySet().stream()
              .filter(object -> object.getKey().startsWith(feed + "-parser/"))
              .flatMap(object -> object.getValue().stream())
              .toList();
      text.append(
          String.format(
              Locale.ROOT,
              "%-13s %5d  %6d  %11d  %s%n",
              feed,
              of(feed, table).size(),
              of(feed, bucket).size(),
              reasons.size(),
              statistics.getOrDefault(feed, List.of())));
      reasons.forEach(reason ->
          text.append("  quarantined: ").append(reason.path("message").asString()).append('\n'));
    }
    return text.append("waiting in queues: ").append(waiting).append('\n').toString();
  }
}
