package intelmq.localstack.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Tells a listener of every object its delegate has stored. */
final class NotifyingBlobStore extends ForwardingBlobStore {
  private final ObjectCreated.Listener listener;

  NotifyingBlobStore(BlobStore delegate, ObjectCreated.Listener listener) {
    super(delegate);
    this.listener = listener;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    var counted = new Counted(content);
    var response = super.putBlob(request, counted);
    created(request.bucket(), request.key(), counted.bytes, response.eTag(), "PutObject");
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    var response = super.copyBlob(request);
    String bucket = request.destinationBucket();
    String key = request.destinationKey();
    created(bucket, key, size(bucket, key), response.copyObjectResult().eTag(), "CopyObject");
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    var response = super.completeMultipartUpload(upload, request);
    String bucket = upload.containerName();
    String key = upload.blobName();
    created(bucket, key, size(bucket, key), response.eTag(), "CompleteMultipartUpload");
    return response;
  }

  private long size(String bucket, String key) {
    return blobMetadata(bucket, key).contentLength();
  }

  private void created(String bucket, String key, long size, String etag, String reason) {
    listener.created(new ObjectCreated(bucket, key, size, etag.replace("\"", ""), reason));
  }

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      bytes += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      bytes += Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long length) throws IOException {
      long count = super.skip(length);
      bytes += count;
      return count;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
