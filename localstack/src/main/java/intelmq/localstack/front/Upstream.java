package intelmq.localstack.front;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A server's side of one client's connection: kept for all its requests, opened when needed. */
final class Upstream implements Closeable {
  private static final Timeout AN_INSTANT = Timeout.ofMilliseconds(1);

  private final URI server;
  private DefaultBHttpClientConnection connection = closed();

  /** An answer that is still to be read from the connection. */
  private @Nullable ClassicHttpResponse unread;

  Upstream(URI server) {
    this.server = server;
  }

  /**
   * Sends a request and waits for the answer's head; its body is read already, unless it is to be
   * streamed.
   */
  ClassicHttpResponse send(Call call) throws IOException {
    try {
      return exchange(call);
    } catch (HttpException e) {
      close();
      throw new IOException("not HTTP: " + e.getMessage(), e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private ClassicHttpResponse exchange(Call call) throws IOException, HttpException {
    open();
    ClassicHttpRequest request = request(call);
    connection.sendRequestHeader(request);
    try {
      connection.sendRequestEntity(request);
      connection.flush();
    } catch (IOException e) {
      // a server may answer, and close, before it has read everything
      if (!connection.isDataAvailable(AN_INSTANT)) {
        throw e;
      }
    }
    ClassicHttpResponse response = connection.receiveResponseHeader();
    while (response.getCode() < 200) {
      response = connection.receiveResponseHeader();
    }
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      connection.receiveResponseEntity(response);
    }
    unread = call.isStreamed() && response.getEntity() != null ? response : null;
    if (!call.isStreamed() && response.getEntity() != null) {
      byte[] body = EntityUtils.toByteArray(response.getEntity());
      response.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
      response.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
      response.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
    }
    return response;
  }

  /** An answer was read to its end, which makes the connection free. */
  void wasRead(ClassicHttpResponse answer) {
    if (answer.equals(unread)) {
      unread = null;
    }
  }

  private static ClassicHttpRequest request(Call call) {
    if (call.isStreamed()) {
      return call.request();
    }
    var request = new BasicClassicHttpRequest(call.method(), call.target());
    request.setHeaders(call.request().getHeaders());
    byte[] body = call.body().asByteArrayUnsafe();
    request.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
    // filters read answers
    request.removeHeaders(HttpHeaders.ACCEPT_ENCODING);
    if (body.length > 0 || call.request().getEntity() != null) {
      request.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    return request;
  }

  private void open() throws IOException {
    if (unread == null && connection.isOpen() && !connection.isStale()) {
      return;
    }
    close();
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    unread = null;
    connection = closed();
    connection.bind(socket);
  }

  private static DefaultBHttpClientConnection closed() {
    return new DefaultBHttpClientConnection(Connection.HTTP);
  }

  @Override
  public void close() {
    connection.close(CloseMode.IMMEDIATE);
  }
}
