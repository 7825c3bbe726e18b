package intelmq.runtime.aws;

import intelmq.runtime.LostReports;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reports in a bucket, by feed and time. */
public final class S3Listing implements LostReports.Listing {
  /** A thousand reports each: one report a minute, for two days, takes three. */
  private static final int MOST_PAGES = 10;

  private final S3Client s3;
  private final String bucket;

  /** Reports of a bucket. */
  public S3Listing(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public List<LostReports.Stored> since(ReportId first) throws IOException {
    var found = new ArrayList<LostReports.Stored>();
    String prefix = "reports/" + first.feed() + "/";
    // keys sort by time
    String after = first.key().substring(0, first.key().lastIndexOf('-'));
    try {
      for (int page = 0; page < MOST_PAGES; page++) {
        String start = after;
        ListObjectsV2Response listed =
            s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).startAfter(start));
        for (S3Object object : listed.contents()) {
          after = object.key();
          add(found, object);
        }
        if (listed.nextContinuationToken() == null) {
          break;
        }
      }
      return found;
    } catch (SdkException e) {
      throw AwsFailures.io("cannot list the reports of " + first.feed(), e);
    }
  }

  private void add(List<LostReports.Stored> found, S3Object object) {
    try {
      found.add(
          new LostReports.Stored(
              ReportId.ofKey(object.key()), bucket, object.size(), object.lastModified()));
    } catch (IllegalArgumentException e) {
      // put there by someone else, no report
    }
  }
}
