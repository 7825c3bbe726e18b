package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.port.Spool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Texts of a stage as objects below {@code spool/<stage>/}. */
public final class S3Spool implements Spool {
  private final S3Client s3;
  private final S3Objects objects;
  private final String bucket;
  private final String prefix;

  /** The spool of a stage, in a bucket. */
  public S3Spool(S3Client s3, String bucket, String stage) {
    this.s3 = s3;
    this.objects = new S3Objects(s3);
    this.bucket = bucket;
    this.prefix = "spool/" + stage + "/";
  }

  @Override
  public void put(String key, String text) throws IOException {
    objects.put(bucket, prefix + key, text.getBytes(UTF_8), "application/x-ndjson", "");
  }

  @Override
  public List<String> keysAfter(String text) throws IOException {
    try {
      ListObjectsV2Response listed =
          s3.listObjectsV2(
              request -> request.bucket(bucket).prefix(prefix).startAfter(prefix + text));
      return listed.contents().stream()
          .map(object -> object.key().substring(prefix.length()))
          .toList();
    } catch (SdkException e) {
      throw AwsFailures.io("cannot list s3://" + bucket + "/" + prefix, e);
    }
  }

  @Override
  public Optional<String> get(String key) throws IOException {
    return objects.get(bucket, prefix + key).map(content -> new String(content, UTF_8));
  }

  @Override
  public void delete(String key) throws IOException {
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(prefix + key));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot delete s3://" + bucket + "/" + prefix + key, e);
    }
  }
}
