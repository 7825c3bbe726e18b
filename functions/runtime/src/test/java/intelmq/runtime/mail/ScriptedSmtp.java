package intelmq.runtime.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that says what a test has it say, or hangs up. */
final class ScriptedSmtp implements AutoCloseable {
  /** Instead of a reply. */
  static final String HANG_UP = "hang up";

  /** What comes when the content is over. */
  static final String CONTENT = "CONTENT";

  private final ServerSocket server;
  private final Map<String, String> replies;
  private final @Nullable SSLContext tls;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /**
   * A server on loopback.
   *
   * @param replies by what a command begins with; the others succeed
   * @param tls if it offers STARTTLS
   */
  ScriptedSmtp(Map<String, String> replies, @Nullable SSLContext tls) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.replies = Map.copyOf(replies);
    this.tls = tls;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What clients said, with a {@code CONNECT} for each connection. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        // the test is over
      }
    }
  }

  private void serve(Socket accepted) {
    Socket socket = accepted;
    try {
      commands.add("CONNECT");
      say(socket, "220 scripted.example");
      BufferedReader lines = reader(socket);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        commands.add(line);
        if (line.equals("STARTTLS") && tls != null) {
          say(socket, "220 ready");
          socket = secured(socket, tls);
          lines = reader(socket);
          continue;
        }
        if (!answer(socket, line)
            || (line.equals("DATA") && !replies.containsKey(line) && !content(socket, lines))) {
          break;
        }
      }
    } catch (IOException _) {
      // the client has gone
    } finally {
      close(socket);
    }
  }

  private boolean content(Socket socket, BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.equals(".")) {
      line = lines.readLine();
    }
    return answer(socket, CONTENT);
  }

  private boolean answer(Socket socket, String command) throws IOException {
    String reply =
        replies.entrySet().stream()
            .filter(entry -> command.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> usual(command));
    if (reply.equals(HANG_UP)) {
      return false;
    }
    say(socket, reply);
    return !command.equals("QUIT");
  }

  private String usual(String command) {
    return switch (command) {
      case String s when s.startsWith("EHLO") && tls != null -> "250-scripted\r\n250 STARTTLS";
      case "DATA" -> "354 go on";
      default -> "250 fine";
    };
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  private static void say(Socket socket, String reply) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((reply + "\r\n").getBytes(US_ASCII));
    out.flush();
  }

  private static Socket secured(Socket socket, SSLContext tls) throws IOException {
    var secured =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // closed already
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
