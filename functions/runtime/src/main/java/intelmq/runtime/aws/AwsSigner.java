package intelmq.runtime.aws;

import intelmq.bot.port.Http;
import intelmq.runtime.http.Signer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.BinaryUtils;

/** Signs requests with AWS's signature version 4, with the function's own credentials. */
public final class AwsSigner implements Signer {
  private final AwsClients clients;
  private final InstantSource clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /** A signer with the credentials and the region of clients. */
  public AwsSigner(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Map<String, String> sign(Http.Request request) throws IOException {
    Region region =
        clients.region().orElseThrow(() -> new IOException("cannot sign without AWS_REGION"));
    String service =
        Optional.ofNullable(request.signFor())
            .orElseThrow(() -> new IOException("no service to sign for: " + request.uri()));
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().forEach(unsigned::putHeader);
    SdkHttpRequest signed = sign(unsigned.build(), request.body(), service, region);
    var added = new LinkedHashMap<String, String>();
    signed.forEachHeader((name, values) -> {
      // the HTTP client writes it itself, with the same value
      if (!request.headers().containsKey(name) && !name.equalsIgnoreCase("Host")) {
        added.put(name, values.getFirst());
      }
    });
    return added;
  }

  private SdkHttpRequest sign(
      SdkHttpRequest request, @Nullable ByteBuffer body, String service, Region region)
      throws IOException {
    ContentStreamProvider payload =
        ContentStreamProvider.fromByteArray(
            body == null ? new byte[0] : BinaryUtils.copyBytesFrom(body));
    try {
      AwsCredentials credentials = clients.credentials().resolveCredentials();
      return signer
          .sign(signing ->
              signing
                  .identity(credentials)
                  .request(request)
                  .payload(payload)
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                  .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                  .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)))
          .request();
    } catch (SdkException e) {
      throw AwsFailures.io("cannot sign a request", e);
    }
  }
}
