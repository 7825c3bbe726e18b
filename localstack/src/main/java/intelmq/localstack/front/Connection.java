package intelmq.localstack.front;

import intelmq.localstack.server.Kind;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** One client's connection: each of its requests goes through the filters to the server. */
final class Connection {
  static final Http1Config HTTP = Http1Config.custom().setBufferSize(64 * 1024).build();
  private static final Pattern KEY = Pattern.compile("Credential=([^/]+)/");

  private final Kind kind;
  private final @Nullable Caller owner;
  private final Callers callers;
  private final List<Filter> filters;
  private final Upstream upstream;
  private final DefaultBHttpServerConnection client =
      new DefaultBHttpServerConnection("http", HTTP);

  /** Whether the client waits for leave to send the body of its request. */
  private boolean waiting;

  /**
   * A connection.
   *
   * @param owner whose requests they are; null where each says so by its signature
   */
  Connection(
      Kind kind, @Nullable Caller owner, Callers callers, List<Filter> filters, Upstream upstream) {
    this.kind = kind;
    this.owner = owner;
    this.callers = callers;
    this.filters = filters;
    this.upstream = upstream;
  }

  /** Answers until either side closes. */
  void serve(Socket socket) {
    try (socket;
        upstream) {
      socket.setTcpNoDelay(true);
      client.bind(socket);
      boolean open = true;
      while (open) {
        open = answerNext();
      }
    } catch (IOException | HttpException _) {
      // the client sees its connection end, and says so
    }
  }

  private boolean answerNext() throws IOException, HttpException {
    ClassicHttpRequest request = client.receiveRequestHeader();
    if (request == null) {
      return false;
    }
    waiting = "100-continue".equalsIgnoreCase(header(request, HttpHeaders.EXPECT));
    boolean last = "close".equalsIgnoreCase(header(request, HttpHeaders.CONNECTION));
    request.removeHeaders(HttpHeaders.EXPECT);
    request.removeHeaders(HttpHeaders.CONNECTION);
    client.receiveRequestEntity(request);
    ClassicHttpResponse response;
    try {
      response = answer(request).response();
    } finally {
      // a client that is still sending would not read the answer, or see a proper end
      if (!waiting) {
        EntityUtils.consumeQuietly(request.getEntity());
      }
    }
    // a client that was not told to go on may send the body or not
    last |= waiting;
    send(response, last);
    return !last;
  }

  private Answer answer(ClassicHttpRequest request) throws IOException {
    String target = header(request, "X-Amz-Target");
    Service service = Service.of(kind, target);
    boolean copy = request.containsHeader("x-amz-copy-source");
    String operation =
        Operations.name(service, target, request.getMethod(), request.getRequestUri(), copy);
    SdkBytes body = service == Service.S3 ? null : body(request);
    Optional<Caller> caller = caller(request);
    if (caller.isEmpty()) {
      var nobody = new Caller("", 0, "");
      return Answer.error(
          new Call(service, operation, nobody, request, body),
          403,
          service == Service.S3 ? "InvalidAccessKeyId" : "UnrecognizedClientException",
          "The local cloud knows no function by the access key of this request");
    }
    return proceed(new Call(service, operation, caller.get(), request, body), 0);
  }

  private Answer proceed(Call call, int from) throws IOException {
    if (from < filters.size()) {
      return filters.get(from).call(call, changed -> proceed(changed, from + 1));
    }
    if (call.isStreamed()) {
      letSend();
    }
    return new Answer(upstream.send(call));
  }

  private SdkBytes body(ClassicHttpRequest request) throws IOException {
    HttpEntity entity = request.getEntity();
    if (entity == null) {
      return SdkBytes.fromByteArray(new byte[0]);
    }
    letSend();
    return SdkBytes.fromByteArrayUnsafe(EntityUtils.toByteArray(entity));
  }

  private void letSend() throws IOException {
    if (waiting) {
      waiting = false;
      try {
        client.sendResponseHeader(new BasicClassicHttpResponse(100));
        client.flush();
      } catch (HttpException e) {
        throw new IOException(e);
      }
    }
  }

  private void send(ClassicHttpResponse response, boolean last) throws IOException, HttpException {
    response.removeHeaders(HttpHeaders.CONNECTION);
    response.removeHeaders(HttpHeaders.KEEP_ALIVE);
    if (last) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    HttpEntity entity = response.getEntity();
    if (entity != null && entity.getContentLength() < 0) {
      response.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    }
    client.sendResponseHeader(response);
    client.sendResponseEntity(response);
    client.flush();
    upstream.wasRead(response);
  }

  private Optional<Caller> caller(ClassicHttpRequest request) {
    if (owner != null) {
      return Optional.of(owner);
    }
    Matcher key = KEY.matcher(header(request, HttpHeaders.AUTHORIZATION));
    return key.find() ? callers.of(key.group(1)) : Optional.empty();
  }

  private static String header(ClassicHttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }
}
