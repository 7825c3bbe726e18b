package intelmq.runtime.aws;

import intelmq.bot.port.Objects;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Objects in S3. */
public final class S3Objects implements Objects {
  private final S3Client s3;

  /** Objects that a client reaches. */
  public S3Objects(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public void put(
      String bucket, String key, byte[] content, String contentType, String contentEncoding)
      throws IOException {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType);
    if (!contentEncoding.isEmpty()) {
      request.contentEncoding(contentEncoding);
    }
    try {
      s3.putObject(request.build(), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot store s3://" + bucket + "/" + key, e);
    }
  }
}
