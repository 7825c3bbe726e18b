package intelmq.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The native part of AWS's runtime interface client. Each client would unpack it to one fixed file
 * below {@code /tmp}, under the feet of those that have it mapped already; here it is unpacked
 * once.
 */
final class NativeClient {
  /** The client loads the file that this property names, if it is set. */
  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private NativeClient() {}

  /** Flags of a JVM by which the client finds it; none where it is not known. */
  static List<String> flags(Path client, Path directory) throws IOException {
    Optional<Path> jar = jar(client);
    String library =
        "jni/libaws-lambda-jni.%s-%s.so"
            .formatted(
                isMusl() ? "linux_musl" : "linux",
                System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64")
                    ? "aarch_64"
                    : "x86_64");
    if (jar.isEmpty()) {
      return List.of();
    }
    try (var zip = new ZipFile(jar.get().toFile())) {
      var entry = zip.getEntry(library);
      if (entry == null) {
        return List.of();
      }
      Path file = Files.createTempFile(directory, "runtime-client", ".so");
      try (var content = zip.getInputStream(entry)) {
        Files.write(file, content.readAllBytes());
      }
      return List.of("-D" + PROPERTY + "=" + file.toAbsolutePath());
    }
  }

  private static Optional<Path> jar(Path client) throws IOException {
    try (Stream<Path> files = Files.list(client)) {
      return files
          .filter(file -> file.getFileName().toString().contains("runtime-interface-client"))
          .findFirst();
    }
  }

  private static boolean isMusl() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/lib"))) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
    }
  }
}
