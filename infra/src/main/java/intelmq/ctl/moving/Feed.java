package intelmq.ctl.moving;

import intelmq.ctl.moving.Block.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feed: a collector and a parser of IntelMQ.
 *
 * @param collectorId empty if no collector of IntelMQ sends to the parser
 */
record Feed(
    String name,
    String collectorId,
    String parserId,
    Draft collector,
    Draft parser,
    boolean enabled) {
  /** Its block. */
  Block block(String block, Map<String, List<Target>> targets) {
    var own = new LinkedHashMap<String, String>();
    own.put("Feed", name);
    own.put("Collector", collector.document());
    own.put("Parser", parser.document());
    if (collector.isTrue("delete_file")) {
      collector.allow(
          "s3:DeleteObject", "arn:${AWS::Partition}:s3:::${Storage.Outputs.DropBucket}/*");
    }
    String from = collectorId.isEmpty() ? parserId : collectorId + " and " + parserId;
    return new Block(block, name, "From " + from + ".", own, List.of(collector, parser), targets);
  }
}
