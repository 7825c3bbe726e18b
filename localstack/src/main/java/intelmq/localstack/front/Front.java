package intelmq.localstack.front;

import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What functions take for AWS: an address before each server, where every call goes through the
 * filters. The local cloud's own clients, and the operator's, go to the servers directly.
 *
 * <p>A server that is down has its callers' connections closed.
 */
public final class Front implements AutoCloseable {
  private final Servers servers;
  private final Callers callers = new Callers();
  private final List<Filter> filters = new CopyOnWriteArrayList<>();
  private final Map<Kind, ServerSocket> addresses = new EnumMap<>(Kind.class);
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Front(Servers servers) {
    this.servers = servers;
  }

  /** Starts an address, on a free port, for each server that is up and that functions call. */
  public static Front start(Servers servers) throws IOException {
    var front = new Front(servers);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.FEEDS && servers.has(kind)) {
        front.addresses.put(kind, front.listen(kind, null));
      }
    }
    return front;
  }

  /** Adds a filter; those added first see a call first. */
  public void add(Filter filter) {
    filters.add(filter);
  }

  /** Whose calls are taken. */
  public Callers callers() {
    return callers;
  }

  /** Whether there is a server of this kind. */
  public boolean has(Kind kind) {
    return addresses.containsKey(kind);
  }

  /**
   * Where functions reach a server; each says by its signature who it is.
   *
   * @throws IllegalStateException when there is none
   */
  public URI endpoint(Kind kind) {
    ServerSocket address = addresses.get(kind);
    if (address == null) {
      throw new IllegalStateException("there is no " + kind.label());
    }
    return uri(address);
  }

  /** An address for the calls of one caller, to a server whose calls are not signed. */
  public URI endpoint(Kind kind, Caller caller) throws IOException {
    return uri(listen(kind, caller));
  }

  @Override
  public void close() {
    open.forEach(Front::closeQuietly);
    threads.close();
  }

  private ServerSocket listen(Kind kind, @Nullable Caller owner) throws IOException {
    URI server = servers.endpoint(kind);
    var address = new ServerSocket(0, 0, InetAddress.ofLiteral(LocalAccount.HOST));
    open.add(address);
    threads.execute(() -> {
      while (!address.isClosed()) {
        try {
          Socket client = address.accept();
          var connection = new Connection(kind, owner, callers, filters, new Upstream(server));
          open.add(client);
          threads.execute(() -> {
            connection.serve(client);
            open.remove(client);
          });
        } catch (IOException _) {
          // closed, or a client that has gone already
        }
      }
    });
    return address;
  }

  private static URI uri(ServerSocket address) {
    return URI.create("http://" + LocalAccount.HOST + ":" + address.getLocalPort());
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception _) {
      // it is closed, one way or the other
    }
  }
}
