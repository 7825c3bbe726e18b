package intelmq.runtime.aws;

import intelmq.runtime.Storage;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in S3. */
public final class S3Objects implements Storage {
  private static final int EXISTS = 412;
  private static final int FORBIDDEN = 403;

  private final Supplier<S3Client> s3;

  /** Objects that a client reaches. */
  public S3Objects(S3Client s3) {
    this.s3 = () -> s3;
  }

  /** Objects; the client is built when it is first used. */
  public S3Objects(AwsClients clients) {
    this.s3 = clients::s3;
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
      s3.get().putObject(request.build(), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot store s3://" + bucket + "/" + key, e);
    }
  }

  @Override
  public boolean putNew(String bucket, String key, byte[] content, String contentType)
      throws IOException {
    try {
      s3.get()
          .putObject(
              request -> request.bucket(bucket).key(key).contentType(contentType).ifNoneMatch("*"),
              RequestBody.fromBytes(content));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == EXISTS) {
        return false;
      }
      throw AwsFailures.io("cannot store s3://" + bucket + "/" + key, e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot store s3://" + bucket + "/" + key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String bucket, String key) throws IOException {
    try {
      return Optional.of(
          s3.get()
              .getObjectAsBytes(request -> request.bucket(bucket).key(key))
              .asByteArrayUnsafe());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN) {
        // what S3 says of an object that is gone to who may not list the bucket
        return Optional.empty();
      }
      throw AwsFailures.io("cannot read s3://" + bucket + "/" + key, e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read s3://" + bucket + "/" + key, e);
    }
  }
}
