package intelmq.ctl;

import intelmq.harmonization.Json;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The reports of an installation, by feed and time. */
record StoredReports(S3Client s3, String bucket) {
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  /**
   * A stored report.
   *
   * @param size in bytes
   */
  record Found(ReportId id, long size) {}

  static StoredReports of(Installation installation) {
    return new StoredReports(installation.s3(), installation.bucket("reports"));
  }

  /** The report of this id, if it is still there. */
  Optional<Found> find(ReportId id) {
    try {
      HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(id.key()));
      return Optional.of(new Found(id, head.contentLength()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The reports of a feed that were collected for a time, oldest first. */
  List<Found> find(String feed, Instant since, Instant until) {
    LocalDateTime from =
        LocalDateTime.ofInstant(since.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
    String prefix = "reports/" + feed + "/";
    String first = new ReportId(feed, from, "0").key();
    // before the parts of that second
    String before = first.substring(0, first.lastIndexOf('-'));
    var found = new ArrayList<Found>();
    for (S3Object object :
        s3.listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix(prefix).startAfter(before))
            .contents()) {
      ReportId id = ReportId.ofKey(object.key());
      if (id.time().toInstant(ZoneOffset.UTC).isAfter(until)) {
        break;
      }
      found.add(new Found(id, object.size()));
    }
    return found;
  }

  /** EventBridge's event of the report, with which its parser parses it once more. */
  String event(Found report, InstantSource clock) {
    return Json.text(
        Map.of(
            "detail-type",
            "Object Created",
            "source",
            "aws.s3",
            "time",
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            "detail",
            Map.of(
                "bucket", Map.of("name", bucket),
                "object", Map.of("key", report.id().key(), "size", report.size()),
                "reason", "intelmqctl")));
  }

  /** Whether a report could not be opened since it is not there any more. */
  static boolean isMissing(IOException e) {
    return e.getCause() instanceof S3Exception cause
        && (cause.statusCode() == NOT_FOUND || cause.statusCode() == FORBIDDEN);
  }
}
