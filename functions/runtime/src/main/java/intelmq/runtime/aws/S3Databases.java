package intelmq.runtime.aws;

import intelmq.bot.config.Source;
import intelmq.runtime.databases.DatabaseStore;
import java.io.IOException;
import java.time.Instant;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Databases that are objects in S3; their versions are ETags. */
public final class S3Databases implements DatabaseStore {
  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;

  private final AwsClients clients;

  /** Databases that clients reach. */
  public S3Databases(AwsClients clients) {
    this.clients = clients;
  }

  @Override
  public void read(Source source, String known, Sink sink) throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(source.bucket()).key(source.key());
    if (!known.isEmpty()) {
      request.ifNoneMatch(known);
    }
    ResponseBytes<GetObjectResponse> object;
    try {
      object = clients.s3().getObjectAsBytes(request.build());
    } catch (NoSuchKeyException e) {
      throw new IOException("there is no such object: run its updater, or put it there", e);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED) {
        return;
      }
      if (e.statusCode() == FORBIDDEN) {
        throw new IOException("there is no such object, or it may not be read", e);
      }
      throw AwsFailures.io("cannot be read", e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot be read", e);
    }
    GetObjectResponse head = object.response();
    Instant modified = head.lastModified();
    sink.take(
        object.asByteArrayUnsafe(),
        head.eTag() == null ? "" : head.eTag(),
        modified == null ? Instant.MAX : modified);
  }
}
