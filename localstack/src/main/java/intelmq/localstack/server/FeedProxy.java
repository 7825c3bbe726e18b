package intelmq.localstack.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;

/**
 * A forward proxy that answers the collectors' requests from samples, those by HTTPS as well: it
 * passes for any host, by certificates of an authority made for the run.
 *
 * <p>Online it passes everything through untouched. It serves one request a connection.
 */
public final class FeedProxy implements Server {
  private final ServerSocket listener;
  private final boolean online;
  private final Path certificate;
  private final CertificateAuthority authority = new CertificateAuthority();
  private final FeedSamples samples = new FeedSamples();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private FeedProxy(ServerSocket listener, boolean online, Path certificate) {
    this.listener = listener;
    this.online = online;
    this.certificate = certificate;
  }

  /**
   * Starts it on a port, or on a free one for 0.
   *
   * @param certificate the file that takes the authority's certificate (PEM)
   * @param online whether requests go to the providers' servers
   */
  public static FeedProxy start(int port, Path certificate, boolean online) throws IOException {
    var proxy = new FeedProxy(new ServerSocket(port, 0, LocalAccount.ADDRESS), online, certificate);
    Files.writeString(certificate, proxy.authority.pem());
    proxy.threads.execute(proxy::listen);
    return proxy;
  }

  /** What it answers with. */
  public FeedSamples samples() {
    return samples;
  }

  /** The certificate (PEM) that clients have to trust, unless it is online. */
  public Path certificate() {
    return certificate;
  }

  @Override
  public URI endpoint() {
    return LocalAccount.http(listener.getLocalPort());
  }

  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(FeedProxy::closeQuietly);
    threads.close();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException _) {
        // closed, or a client that has gone already
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      HttpHead request = HttpHead.read(client.getInputStream());
      if (request != null && online) {
        PassThrough.serve(client, request);
      } else if (request != null && request.isConnect()) {
        FeedAnswer.openTunnel(client.getOutputStream());
        serveSecurely(client, request.target());
      } else if (request != null) {
        answer(client, request, request.target());
      }
    } catch (IOException _) {
      // the client sees its connection end, and says so
    } finally {
      open.remove(client);
    }
  }

  private void serveSecurely(Socket client, String authorityPart) throws IOException {
    var server = URI.create("https://" + authorityPart);
    var factory = authority.serverContext(server.getHost()).getSocketFactory();
    try (var secure =
        (SSLSocket) factory.createSocket(client, server.getHost(), server.getPort(), true)) {
      secure.setUseClientMode(false);
      HttpHead request = HttpHead.read(secure.getInputStream());
      if (request != null) {
        answer(secure, request, server + request.target());
      }
    }
  }

  private void answer(Socket client, HttpHead request, String url) throws IOException {
    FeedAnswer answer;
    try {
      answer = samples.answer(request, url);
    } catch (IllegalArgumentException e) {
      answer = FeedAnswer.text(400, "Not a URL: " + url);
    } catch (IOException e) {
      answer = FeedAnswer.text(500, "The sample for " + url + " cannot be read: " + e);
    }
    answer.write(client.getOutputStream(), !request.method().equals("HEAD"));
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception _) {
      // it is closed, one way or the other
    }
  }
}
