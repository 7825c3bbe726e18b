package intelmq.ctl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What was set aside: objects of lines, {@code <stage>/<yyyy>/<mm>/<dd>/<batch>.jsonl}. */
record QuarantineStore(S3Client s3, String bucket) {
  private static final int PRECONDITION_FAILED = 412;
  private static final int TRIES = 4;

  /** Does something with the entries of an object. */
  @FunctionalInterface
  interface Visitor {
    void visit(String key, List<QuarantineEntry> entries) throws IOException, InterruptedException;
  }

  /** The stages that set something aside. */
  List<String> stages() {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .map(prefix -> prefix.substring(0, prefix.length() - 1))
        .toList();
  }

  /** Visits the objects of a stage, oldest first, as far as they have chosen entries. */
  void visit(String stage, DumpFilter filter, Visitor visitor)
      throws IOException, InterruptedException {
    for (S3Object object :
        s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(stage + "/"))
            .contents()) {
      if (filter.mayHave(object.key())) {
        List<QuarantineEntry> chosen =
            lines(object.key()).stream()
                .map(line -> QuarantineEntry.of(object.key(), line))
                .filter(filter)
                .toList();
        if (!chosen.isEmpty()) {
          visitor.visit(object.key(), chosen);
        }
      }
    }
  }

  private List<String> lines(String key) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asUtf8String()
        .lines()
        .toList();
  }

  /**
   * Removes entries from an object, and the object with the last of them. If a function writes it
   * at the same time, it is read once more.
   */
  void remove(String key, List<QuarantineEntry> entries) {
    Map<String, List<QuarantineEntry>> gone =
        entries.stream().collect(Collectors.groupingBy(QuarantineEntry::name));
    for (int tries = 1; ; tries++) {
      try {
        rewrite(key, line -> !gone.containsKey(QuarantineEntry.of(key, line).name()));
        return;
      } catch (S3Exception e) {
        if (e.statusCode() != PRECONDITION_FAILED || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void rewrite(String key, Predicate<String> stays) {
    ResponseBytes<GetObjectResponse> object =
        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    List<String> rest = new ArrayList<>(object.asUtf8String().lines().filter(stays).toList());
    if (rest.isEmpty()) {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
      return;
    }
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .contentType("application/x-ndjson")
                .ifMatch(object.response().eTag()),
        RequestBody.fromString(String.join("\n", rest) + "\n"));
  }
}
