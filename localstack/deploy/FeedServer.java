import intelmq.localstack.server.FeedProxy;
import java.nio.file.Path;

/**
 * Answers the collectors' requests from samples, by the local cloud's forward proxy: {@code
 * FeedServer CERTIFICATE URL FILE [URL FILE …]}. It prints its address, and ends with its standard
 * input.
 */
class FeedServer {
  public static void main(String[] arguments) throws Exception {
    try (var proxy = FeedProxy.start(0, Path.of(arguments[0]), false)) {
      for (int i = 1; i < arguments.length; i += 2) {
        proxy.samples().add(arguments[i], Path.of(arguments[i + 1]));
      }
      System.out.println(proxy.endpoint());
      while (System.in.read() >= 0) {}
    }
  }
}
