package intelmq.runtime.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Sends each request once, on a connection of its own, and tells a request that was never sent from
 * one whose fate is unknown.
 *
 * <p>The SDK's client over {@link HttpURLConnection} does neither: what it posts is buffered, and
 * what is buffered the JDK posts once more when a server closes the connection without an answer. A
 * connection that was kept may have been closed at the other end while the function was frozen.
 */
final class OnceHttpClient implements SdkHttpClient {
  /** What the connection sets itself. */
  private static final Set<String> OWN_HEADERS = headers("Host", "Content-Length", "Expect");

  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final @Nullable ProxyConfiguration proxy;

  /** There was no connection, so nothing was sent. */
  static final class NotConnectedException extends IOException {
    private static final long serialVersionUID = 1;

    NotConnectedException(IOException cause) {
      super("no connection: " + cause.getMessage(), cause);
    }
  }

  /**
   * A client.
   *
   * @param mayUseProxy whether the environment's proxy is asked, if there is one
   */
  OnceHttpClient(Duration connectTimeout, Duration readTimeout, boolean mayUseProxy) {
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.proxy = mayUseProxy ? ProxyConfiguration.builder().build() : null;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  @Override
  public String clientName() {
    return "Once";
  }

  @Override
  public void close() {
    // no connection is kept
  }

  private HttpURLConnection open(URI uri) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection(proxyFor(uri.getHost()));
    connection.setConnectTimeout((int) connectTimeout.toMillis());
    connection.setReadTimeout((int) readTimeout.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  private Proxy proxyFor(String host) {
    if (proxy == null
        || proxy.host() == null
        || proxy.nonProxyHosts().stream().anyMatch(host::matches)) {
      return Proxy.NO_PROXY;
    }
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
  }

  private static Set<String> headers(String... names) {
    var headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    headers.addAll(Set.of(names));
    return headers;
  }

  /** A request and the connection for it. */
  private final class Call implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile @Nullable HttpURLConnection connection;

    Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      SdkHttpRequest head = request.httpRequest();
      byte[] body = body();
      HttpURLConnection opened = open(head.getUri());
      connection = opened;
      opened.setRequestMethod(head.method().name());
      head.forEachHeader((name, values) -> {
        if (!OWN_HEADERS.contains(name)) {
          values.forEach(value -> opened.addRequestProperty(name, value));
        }
      });
      opened.setDoOutput(body.length > 0);
      if (body.length > 0) {
        // streamed, which the JDK never repeats
        opened.setFixedLengthStreamingMode(body.length);
      }
      connect(opened);
      if (body.length > 0) {
        try (var out = opened.getOutputStream()) {
          out.write(body);
        }
      }
      return response(opened);
    }

    private byte[] body() throws IOException {
      var provider = request.contentStreamProvider();
      if (provider.isEmpty()) {
        return new byte[0];
      }
      try (InputStream in = provider.get().newStream()) {
        return in.readAllBytes();
      }
    }

    private static void connect(HttpURLConnection connection) throws NotConnectedException {
      try {
        connection.connect();
      } catch (IOException e) {
        throw new NotConnectedException(e);
      }
    }

    private static HttpExecuteResponse response(HttpURLConnection connection) throws IOException {
      var head = SdkHttpResponse.builder().statusCode(connection.getResponseCode());
      String text = connection.getResponseMessage();
      if (text != null) {
        head.statusText(text);
      }
      connection
          .getHeaderFields()
          .forEach((name, values) -> {
            // the status line has no name
            if (name != null) {
              head.putHeader(name, values);
            }
          });
      InputStream body =
          connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream();
      return HttpExecuteResponse.builder()
          .response(head.build())
          .responseBody(
              body == null
                  ? AbortableInputStream.createEmpty()
                  : AbortableInputStream.create(body, connection::disconnect))
          .build();
    }

    @Override
    public void abort() {
      HttpURLConnection opened = connection;
      if (opened != null) {
        opened.disconnect();
      }
    }
  }
}
