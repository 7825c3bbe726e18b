package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jars of functions, each loaded once. A function sees its jar and, as on Lambda, the
 * interfaces of the runtime, but nothing of the local cloud; what it reads from the environment it
 * is handed as a map.
 */
final class FunctionCode implements AutoCloseable {
  private final Map<Path, Loader> loaders = new ConcurrentHashMap<>();

  /** The handler class of a jar, to be instantiated once per environment. */
  Class<?> handler(Path jar, String name) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("there is no " + jar + ": run ./build package -DskipTests first");
    }
    try {
      return loaders.computeIfAbsent(jar, Loader::of).loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IOException("there is no handler " + name + " in " + jar, e);
    }
  }

  /** A new environment: the handler's constructor runs, and fails if its configuration is wrong. */
  static RequestHandler<?, ?> start(
      Class<?> handler, Map<String, String> variables, InstantSource clock) throws IOException {
    try {
      return (RequestHandler<?, ?>)
          handler.getConstructor(Map.class, InstantSource.class).newInstance(variables, clock);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  @Override
  public void close() throws IOException {
    for (Loader loader : loaders.values()) {
      loader.close();
    }
  }

  @SuppressWarnings("BanClassLoader") // the jars are those that this very build made
  private static final class Loader extends URLClassLoader {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.";

    private Loader(URL jar) {
      super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    static Loader of(Path jar) {
      try {
        return new Loader(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException("not a file: " + jar, e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith(RUNTIME)
          ? FunctionCode.class.getClassLoader().loadClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
