package intelmq.prove;

import intelmq.localstack.cloud.Cloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Counts where each record of a generated report ended, by the ordinals in the ids of events. */
final class Tally {
  private static final String ID = "\"__id\": \"";
  private static final String QUARANTINED = "\"id\":\"";
  private static final int EXAMPLES = 5;

  private final GeneratedReport report;
  private final BitSet delivered = new BitSet();
  private final BitSet quarantined = new BitSet();
  private final List<String> problems = new ArrayList<>();
  private long twice;
  private long mistaken;

  Tally(GeneratedReport report) {
    this.report = report;
  }

  /** Reads the events that the output of files holds. */
  void delivered(Cloud cloud) throws IOException {
    String bucket = cloud.outputs().getOrDefault("EventsBucket", "");
    for (S3Object object : ReportProof.objects(cloud, bucket)) {
      try (var content = cloud.s3().getObject(r -> r.bucket(bucket).key(object.key()));
          var lines =
              new BufferedReader(
                  new InputStreamReader(
                      new GZIPInputStream(content, 1 << 16), StandardCharsets.ISO_8859_1))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          long record = take(line, ID, delivered);
          if (record >= 0 && !line.contains(GeneratedReport.mark(record))) {
            mistaken++;
            note("record " + record + " is another one's event");
          }
        }
      }
    }
  }

  /** Reads what was set aside. */
  void quarantined(Cloud cloud) throws IOException {
    for (S3Object object : ReportProof.objects(cloud, cloud.quarantine())) {
      try (var content = cloud.s3().getObject(r -> r.bucket(cloud.quarantine()).key(object.key()));
          var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          take(line, QUARANTINED, quarantined);
        }
      }
    }
  }

  /** The ordinal of a line's id, which is entered; or -1. */
  private long take(String line, String key, BitSet set) {
    int start = line.indexOf(key);
    int end = line.indexOf('"', start + key.length());
    int colon = end < 0 ? -1 : line.lastIndexOf(':', end);
    if (start < 0 || colon < start + key.length()) {
      note("no id in " + line.substring(0, Math.min(200, line.length())));
      return -1;
    }
    String ordinal = line.substring(colon + 1, end);
    int record = ordinal.matches("\\d{1,9}") ? Integer.parseInt(ordinal) : -1;
    if (record < 0 || record >= report.records()) {
      note("there is no record " + ordinal);
      return -1;
    }
    if (set.get(record)) {
      twice++;
      note("record " + record + " is there twice");
    }
    set.set(record);
    return record;
  }

  private void note(String problem) {
    if (problems.size() < EXAMPLES) {
      problems.add(problem);
    }
  }

  long deliveredEvents() {
    return delivered.cardinality();
  }

  /** Records that ought to be in quarantine. */
  long wrong() {
    return count(GeneratedReport::isWrong);
  }

  /** Events that the filter ought to have dropped. */
  long dropped() {
    return count(record -> GeneratedReport.isDropped(record) && !GeneratedReport.isWrong(record));
  }

  private long count(LongPredicate which) {
    long count = 0;
    for (long record = 0; record < report.records(); record++) {
      count += which.test(record) ? 1 : 0;
    }
    return count;
  }

  /** What is not as it should be, a sentence each. */
  List<String> failures() {
    var failures = new ArrayList<>(problems);
    if (twice > 0) {
      failures.add(twice + " records are in an output or in quarantine more than once");
    }
    if (mistaken > 0) {
      failures.add(mistaken + " events do not belong to their ids");
    }
    long lost = 0;
    long astray = 0;
    for (int record = 0; record < report.records(); record++) {
      boolean wrong = GeneratedReport.isWrong(record);
      boolean wanted = !wrong && !GeneratedReport.isDropped(record);
      boolean isDelivered = delivered.get(record);
      boolean isQuarantined = quarantined.get(record);
      if ((wanted && !isDelivered) || (wrong && !isQuarantined)) {
        lost++;
        example(failures, lost, "record " + record + " is missing");
      }
      if ((!wanted && isDelivered) || (!wrong && isQuarantined)) {
        astray++;
        example(failures, astray, "record " + record + " is where it does not belong");
      }
    }
    if (lost + astray > 0) {
      failures.add(lost + " records are missing, " + astray + " are where they do not belong");
    }
    return failures;
  }

  private static void example(List<String> failures, long number, String problem) {
    if (number <= EXAMPLES) {
      failures.add(problem);
    }
  }
}
