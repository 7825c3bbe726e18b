package intelmq.runtime.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client that fails with {@link IOException}, as the SDK expects, which tries again then.
 *
 * <p>The SDK's client over {@code HttpURLConnection} lets an {@link UncheckedIOException} through
 * where a connection breaks before the body is sent, which would be taken for a defect of a bot.
 */
final class CheckedHttpClient implements SdkHttpClient {
  private final SdkHttpClient client;

  private CheckedHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (UncheckedIOException e) {
          throw new IOException(e.getMessage(), e);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** Builds the client over another. */
  static final class Builder implements SdkHttpClient.Builder<Builder> {
    private final SdkHttpClient.Builder<?> builder;

    Builder(SdkHttpClient.Builder<?> builder) {
      this.builder = builder;
    }

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new CheckedHttpClient(builder.buildWithDefaults(defaults));
    }
  }
}
