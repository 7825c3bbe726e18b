package intelmq.runtime.aws;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.ReportId;
import intelmq.runtime.ReportStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Reports in S3. What is known of a report is JSON, percent-encoded, in the object's metadata;
 * where that would be too much for metadata (2 KB), in an object of its own, which is written
 * first.
 */
public final class S3Reports implements ReportStore {
  private static final String METADATA = "intelmq-report";
  private static final int MOST_METADATA = 1900;
  private static final int PART = 8 << 20;
  private static final int MOST_PARTS = 10_000;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final String bucket;
  private final Harmonization harmonization;

  /** Reports in a bucket, with the fields of a harmonisation. */
  public S3Reports(S3Client s3, String bucket, Harmonization harmonization) {
    this.s3 = s3;
    this.bucket = bucket;
    this.harmonization = harmonization;
  }

  @Override
  public long store(ReportId id, Report report, InputStream content) throws IOException {
    byte[] first = content.readNBytes(PART);
    if (first.length == 0) {
      return 0;
    }
    try {
      Map<String, String> metadata = metadata(id, report);
      return first.length < PART
          ? put(id.key(), metadata, first)
          : upload(id.key(), metadata, first, content);
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return -1;
      }
      throw AwsFailures.io("cannot store the report " + id, e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot store the report " + id, e);
    }
  }

  private Map<String, String> metadata(ReportId id, Report report) {
    String encoded = URLEncoder.encode(Json.text(report), StandardCharsets.UTF_8);
    if (encoded.length() <= MOST_METADATA) {
      return Map.of(METADATA, encoded);
    }
    s3.putObject(
        request -> request.bucket(bucket).key(id.metadataKey()).contentType("application/json"),
        RequestBody.fromString(Json.text(report)));
    return Map.of(METADATA, id.metadataKey());
  }

  private long put(String key, Map<String, String> metadata, byte[] content) {
    s3.putObject(
        request -> request.bucket(bucket).key(key).metadata(metadata).ifNoneMatch("*"),
        RequestBody.fromBytes(content));
    return content.length;
  }

  private long upload(String key, Map<String, String> metadata, byte[] first, InputStream rest)
      throws IOException {
    String upload =
        s3.createMultipartUpload(request -> request.bucket(bucket).key(key).metadata(metadata))
            .uploadId();
    boolean complete = false;
    try {
      var parts = new ArrayList<CompletedPart>();
      long size = 0;
      for (byte[] part = first; part.length > 0; part = rest.readNBytes(PART)) {
        int number = parts.size() + 1;
        if (number > MOST_PARTS) {
          throw new IOException(
              "the report " + key + " is larger than " + (long) PART * MOST_PARTS + " bytes");
        }
        UploadPartRequest request =
            UploadPartRequest.builder()
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .partNumber(number)
                .build();
        String tag = s3.uploadPart(request, RequestBody.fromBytes(part)).eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        size += part.length;
      }
      List<CompletedPart> all = List.copyOf(parts);
      s3.completeMultipartUpload(request ->
          request
              .bucket(bucket)
              .key(key)
              .uploadId(upload)
              .ifNoneMatch("*")
              .multipartUpload(m -> m.parts(all)));
      complete = true;
      return size;
    } finally {
      if (!complete) {
        s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
      }
    }
  }

  @Override
  public Stored open(ReportId id, long offset, String etag) throws IOException {
    S3Pieces content = S3Pieces.open(s3, bucket, id.key(), offset, etag);
    boolean opened = false;
    try {
      Report report = read(metadata(content.metadata()));
      opened = true;
      return new Stored(report, content, content.size(), content.etag());
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read what is known of the report " + id, e);
    } finally {
      if (!opened) {
        content.close();
      }
    }
  }

  private byte[] metadata(Map<String, String> ofObject) {
    String metadata = ofObject.getOrDefault(METADATA, "%7B%7D");
    return metadata.startsWith("metadata/")
        ? s3.getObjectAsBytes(request -> request.bucket(bucket).key(metadata)).asByteArray()
        : URLDecoder.decode(metadata, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Report read(byte[] json) throws IOException {
    return Json.report(json, harmonization);
  }

  @Override
  public Map<String, String> state(String feed) throws IOException {
    try {
      byte[] json =
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(stateKey(feed))).asByteArray();
      var state = new HashMap<String, String>();
      Json.object(new ByteArrayInputStream(json))
          .forEach((key, value) -> state.put(key, value.toString()));
      return state;
    } catch (NoSuchKeyException e) {
      return Map.of();
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read the state of the feed " + feed, e);
    }
  }

  @Override
  public void saveState(String feed, Map<String, String> state) throws IOException {
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(stateKey(feed)).contentType("application/json"),
          RequestBody.fromString(Json.text(state)));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot save the state of the feed " + feed, e);
    }
  }

  private static String stateKey(String feed) {
    return "state/" + feed + ".json";
  }
}
