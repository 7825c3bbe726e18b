package intelmq.ctl;

import intelmq.runtime.Ordinals;
import intelmq.runtime.ReportId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What finally became of the events and records of a report, as the table of facts has it. */
final class ReportFacts {
  private static final String CLAIM = "claim/";

  private final List<Map<String, AttributeValue>> items;

  private ReportFacts(List<Map<String, AttributeValue>> items) {
    this.items = List.copyOf(items);
  }

  /**
   * An end that a unit came to at a stage.
   *
   * @param what delivered, dropped, quarantined, absorbed, or of mail: mailed, claimed
   * @param why the rule or the code; empty if there is none
   * @param time when, ISO 8601; empty if that is not known
   * @param configuration the hash of what the stage was configured with; empty if not known
   */
  record Fate(String what, String why, String time, String configuration) {
    /** For programs. */
    Map<String, Object> toMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("what", what);
      if (!why.isEmpty()) {
        map.put("why", why);
      }
      if (!time.isEmpty()) {
        map.put("time", time);
      }
      return map;
    }

    /** For people. */
    String text() {
      return what
          + (why.isEmpty() ? "" : what.equals("dropped") ? " by " + why : " [" + why + "]")
          + (time.isEmpty() ? "" : ", " + time);
    }
  }

  /** All facts of a report. */
  static ReportFacts read(DynamoDbClient dynamoDb, String table, ReportId report) {
    return new ReportFacts(
        dynamoDb
            .queryPaginator(request ->
                request
                    .tableName(table)
                    .keyConditionExpression("#report = :report")
                    .expressionAttributeNames(Map.of("#report", "report"))
                    .expressionAttributeValues(
                        Map.of(":report", AttributeValue.fromS(report.toString()))))
            .items()
            .stream()
            .toList());
  }

  /** Whether nothing is known of the report. */
  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The ends that a unit came to at a stage, oldest first: several if it was sent again. */
  List<Fate> fates(String stage, String ordinal) {
    var fates = new ArrayList<Fate>();
    for (Map<String, AttributeValue> item : items) {
      if (text(item, "fact").startsWith(stage + "/")) {
        add("delivered", text(item, "delivered"), "", ordinal, item, fates);
        add("absorbed", text(item, "absorbed"), "", ordinal, item, fates);
        named(item, "dropped").forEach((rule, r) -> add("dropped", r, rule, ordinal, item, fates));
        named(item, "quarantined")
            .forEach((code, r) -> add("quarantined", r, code, ordinal, item, fates));
      }
    }
    fates.sort(Comparator.comparing(Fate::time));
    return fates;
  }

  private static void add(
      String what,
      String ranges,
      String why,
      String ordinal,
      Map<String, AttributeValue> item,
      List<Fate> fates) {
    if (Ordinals.contains(ranges, ordinal)) {
      fates.add(new Fate(what, why, text(item, "time"), text(item, "config")));
    }
  }

  /** What is known of the mail that an event was in. */
  List<Fate> claims(String stage, String ordinal, Instant now) {
    var fates = new ArrayList<Fate>();
    for (Map<String, AttributeValue> item : items) {
      if (text(item, "fact").startsWith(CLAIM + stage + "/")) {
        if (set(item, "confirmed").contains(ordinal)) {
          fates.add(new Fate("mailed", "", "", ""));
        } else if (set(item, "claimed").contains(ordinal)) {
          AttributeValue until = item.get("until");
          boolean over =
              until != null
                  && until.n() != null
                  && Long.parseLong(until.n()) < now.getEpochSecond();
          fates.add(
              new Fate(
                  over
                      ? "claimed for a mail of which nobody can say whether it went"
                      : "claimed for a mail that is being sent",
                  "",
                  "",
                  ""));
        }
      }
    }
    return fates;
  }

  /** When the first end of a unit came, at any stage; empty if none has. */
  String firstTime(String ordinal) {
    return items.stream()
        .filter(item -> !text(item, "fact").startsWith(CLAIM))
        .map(item -> text(item, "fact").substring(0, text(item, "fact").indexOf('/')))
        .distinct()
        .flatMap(stage -> fates(stage, ordinal).stream())
        .map(Fate::time)
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  /** The stages that know of an end of a unit. */
  List<String> stages(String ordinal) {
    return items.stream()
        .map(item -> text(item, "fact"))
        .filter(fact -> !fact.startsWith(CLAIM))
        .map(fact -> fact.substring(0, fact.indexOf('/')))
        .distinct()
        .filter(stage -> !fates(stage, ordinal).isEmpty())
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static List<String> set(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.ss();
  }

  private static Map<String, String> named(Map<String, AttributeValue> item, String name) {
    var named = new LinkedHashMap<String, String>();
    AttributeValue value = item.get(name);
    if (value != null && value.hasM()) {
      value.m().forEach((key, ranges) -> named.put(key, ranges.s() == null ? "" : ranges.s()));
    }
    return named;
  }
}
