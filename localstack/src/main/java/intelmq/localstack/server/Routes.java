package intelmq.localstack.server;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation of a request: by its target header, or by method and path, in which a name in
 * braces stands for any text.
 */
final class Routes {
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();

  void add(Map<String, Operation> more) {
    operations.putAll(more);
  }

  /**
   * What a request asks for.
   *
   * @param arguments the texts in path and query, by name
   */
  record Match(Operation operation, Map<String, String> arguments) {
    Match {
      arguments = Map.copyOf(arguments);
    }
  }

  Match of(HttpExchange exchange) throws ServiceException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath().replaceFirst("(?<=.)/$", "");
    String name = target != null ? target : exchange.getRequestMethod() + " " + path;
    Operation exact = operations.get(name);
    if (exact != null) {
      return new Match(exact, query(uri));
    }
    for (Map.Entry<String, Operation> entry : operations.entrySet()) {
      Map<String, String> arguments = arguments(entry.getKey(), name);
      if (arguments != null) {
        arguments.putAll(query(uri));
        return new Match(entry.getValue(), arguments);
      }
    }
    throw new ServiceException("UnknownOperationException", "The local cloud has no " + name);
  }

  private static @Nullable Map<String, String> arguments(String route, String name) {
    String[] wanted = route.split("/", -1);
    String[] given = name.split("/", -1);
    if (wanted.length != given.length) {
      return null;
    }
    var arguments = new HashMap<String, String>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        arguments.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return null;
      }
    }
    return arguments;
  }

  private static Map<String, String> query(URI uri) {
    var arguments = new HashMap<String, String>();
    String query = uri.getRawQuery();
    if (query != null) {
      for (String part : query.split("&", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          arguments.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
        }
      }
    }
    return arguments;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
