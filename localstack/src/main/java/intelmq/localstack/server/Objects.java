package intelmq.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3 by s3proxy, which keeps each object as a file: {@code directory/bucket/key}. */
public final class Objects implements Server {
  private final S3Proxy server;
  private final URI endpoint;

  private Objects(S3Proxy server) {
    this.server = server;
    endpoint = LocalAccount.http(server.getPort());
  }

  /**
   * Starts it on a port, or on a free one for 0; what the directory holds already is served.
   *
   * @throws IOException when the directory cannot keep objects with their metadata
   */
  public static Objects start(int port, Path directory, ObjectCreated.Listener listener)
      throws IOException {
    Files.createDirectories(directory);
    requireAttributes(directory);
    var store = new NotifyingBlobStore(new FilesystemNio2BlobStore(directory.toString()), listener);
    var server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(LocalAccount.http(port))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .ignoreUnknownHeaders(true)
            // else it waits for idle connections
            .stopTimeout(0)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("S3 does not start on port " + port, e);
    }
    return new Objects(server);
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("S3 does not stop", e));
    }
  }

  /**
   * An object's metadata are the file's extended attributes; without them they would be lost
   * silently.
   */
  private static void requireAttributes(Path directory) throws IOException {
    if (!Files.getFileStore(directory)
        .supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
      throw new IOException(
          "The file system of "
              + directory
              + " has no extended attributes, which keep the metadata of objects; choose another directory");
    }
  }
}
