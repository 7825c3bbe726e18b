package intelmq.runtime.aws;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object as a stream, from any byte on. It is read in ranges, for servers do not keep a
 * connection open for as long as it may take to parse gigabytes; where one breaks, reading goes on
 * at that byte. All ranges are of one version of the object.
 */
final class S3Pieces extends InputStream {
  /** A request for each of these costs nothing against what is done with its records. */
  static final int PIECE = 8 << 20;

  private static final int MOST_FAILURES = 5;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int NOT_SATISFIABLE = 416;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final Map<String, String> metadata;
  private final String etag;
  private final long size;

  private long at;
  private long pieceEnd;
  private @Nullable ResponseInputStream<GetObjectResponse> piece;

  private S3Pieces(
      S3Client s3,
      String bucket,
      String key,
      Map<String, String> metadata,
      String etag,
      long size,
      long at) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.metadata = Map.copyOf(metadata);
    this.etag = etag;
    this.size = size;
    this.at = at;
  }

  /**
   * Opens an object.
   *
   * @param offset of the first byte to be read
   * @param etag which the object must have; empty for any
   */
  static S3Pieces open(S3Client s3, String bucket, String key, long offset, String etag)
      throws IOException {
    try {
      ResponseInputStream<GetObjectResponse> first = request(s3, bucket, key, offset, etag);
      GetObjectResponse found = first.response();
      long size = size(found);
      var pieces = new S3Pieces(s3, bucket, key, found.metadata(), found.eTag(), size, offset);
      pieces.begin(first);
      return pieces;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_SATISFIABLE) {
        return atEnd(s3, bucket, key, offset, etag);
      }
      throw failure(key, offset, e);
    } catch (SdkException e) {
      throw failure(key, offset, e);
    }
  }

  /** No range begins where an object ends. */
  private static S3Pieces atEnd(S3Client s3, String bucket, String key, long offset, String etag)
      throws IOException {
    try {
      HeadObjectResponse found = s3.headObject(request -> request.bucket(bucket).key(key));
      if (found.contentLength() != offset || !(etag.isEmpty() || etag.equals(found.eTag()))) {
        throw new IOException(
            "cannot read " + key + " from byte " + offset + ": it is another object by now");
      }
      return new S3Pieces(s3, bucket, key, found.metadata(), found.eTag(), offset, offset);
    } catch (SdkException e) {
      throw failure(key, offset, e);
    }
  }

  Map<String, String> metadata() {
    return metadata;
  }

  String etag() {
    return etag;
  }

  /** Of the whole object. */
  long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    for (int failures = 0; at < size; failures++) {
      try {
        int n = tryRead(buffer, offset, length);
        if (n > 0) {
          at += n;
          return n;
        }
        throw new IOException("the connection ended early");
      } catch (IOException | SdkException e) {
        abandon();
        if (failures == MOST_FAILURES || !mayPass(e)) {
          throw failure(key, at, e);
        }
        pause(failures);
      }
    }
    return -1;
  }

  private int tryRead(byte[] buffer, int offset, int length) throws IOException {
    ResponseInputStream<GetObjectResponse> in = piece;
    if (in == null || at == pieceEnd) {
      if (in != null) {
        in.close();
      }
      in = request(s3, bucket, key, at, etag);
      begin(in);
    }
    return in.read(buffer, offset, (int) Math.min(length, pieceEnd - at));
  }

  @Override
  public void close() {
    abandon();
  }

  private void begin(ResponseInputStream<GetObjectResponse> in) {
    piece = in;
    pieceEnd = Math.min(size, at + PIECE);
  }

  /** What is left of a piece is not waited for. */
  private void abandon() {
    if (piece != null) {
      piece.abort();
      piece = null;
    }
  }

  private static ResponseInputStream<GetObjectResponse> request(
      S3Client s3, String bucket, String key, long offset, String etag) {
    return s3.getObject(request ->
        request
            .bucket(bucket)
            .key(key)
            .range("bytes=" + offset + "-" + (offset + PIECE - 1))
            .ifMatch(etag.isEmpty() ? null : etag));
  }

  /** The size in {@code bytes 0-8388607/2147483648}. */
  private static long size(GetObjectResponse response) {
    String range = response.contentRange();
    return range == null
        ? response.contentLength()
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  private static boolean mayPass(Exception e) {
    return !(e instanceof S3Exception refused)
        || refused.statusCode() >= SERVER_ERROR
        || refused.statusCode() == TOO_MANY;
  }

  private static IOException failure(String key, long offset, Exception e) {
    return e instanceof S3Exception refused && refused.statusCode() == PRECONDITION_FAILED
        ? new IOException(
            "cannot read " + key + " from byte " + offset + ": it is another object by now", e)
        : new IOException("cannot read " + key + " from byte " + offset + ": " + e.getMessage(), e);
  }

  private static void pause(int failures) throws IOException {
    try {
      Thread.sleep(PAUSE.multipliedBy(1L << failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading", e);
    }
  }
}
