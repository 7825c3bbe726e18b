package intelmq.runtime.aws;

import intelmq.bot.Collection.Dropped;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An object in the drop bucket.
 *
 * @param s3 the client that reaches it
 * @param bucket where it lies
 * @param key its key: the feed, a slash and its name
 * @param size in bytes
 */
public record S3Dropped(S3Client s3, String bucket, String key, long size) implements Dropped {
  @Override
  public String name() {
    return key.substring(key.indexOf('/') + 1);
  }

  @Override
  public String url() {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return s3.getObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read " + url(), e);
    }
  }

  @Override
  public void delete() throws IOException {
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot delete " + url(), e);
    }
  }
}
