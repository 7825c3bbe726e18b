package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the local cloud that runs on this machine is: {@code target/local/cloud.json}, as long as
 * it runs.
 *
 * @param endpoints addresses by label: sqs, s3, dynamodb, control, opensearch
 * @param pid the process that it runs in
 */
record CloudFile(
    String stack, String region, String account, Map<String, URI> endpoints, long pid) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEARCH = "search";

  /** Takes a copy of the map. */
  CloudFile {
    endpoints = Map.copyOf(endpoints);
  }

  /** The place of the file in a project's folder. */
  static Path in(Path home) {
    return home.resolve("target/local/cloud.json");
  }

  /** The file of a cloud of this process. */
  static CloudFile of(Cloud cloud, String stack) {
    var endpoints = new LinkedHashMap<String, URI>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.FEEDS && cloud.servers().has(kind)) {
        endpoints.put(label(kind), cloud.servers().endpoint(kind));
      }
    }
    return new CloudFile(
        stack, LocalAccount.REGION, LocalAccount.ID, endpoints, ProcessHandle.current().pid());
  }

  /** The address of a server, if it is up. */
  Optional<URI> endpoint(Kind kind) {
    return Optional.ofNullable(endpoints.get(label(kind)));
  }

  private static String label(Kind kind) {
    return kind == Kind.SEARCH ? SEARCH : kind.label();
  }

  /** Writes it, complete or not at all. */
  void write(Path file) throws IOException {
    var document = JSON.createObjectNode();
    document.put("stack", stack).put("region", region).put("account", account);
    var addresses = document.putObject("endpoints");
    endpoints.forEach((label, uri) -> addresses.put(label, uri.toString()));
    document.put("pid", pid);
    Path folder = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "cloud", ".json");
    Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The cloud that runs, if one does; a file that its process left behind is none. */
  static @Nullable CloudFile running(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      JsonNode document = JSON.readTree(Files.readString(file));
      var endpoints = new LinkedHashMap<String, URI>();
      document
          .path("endpoints")
          .properties()
          .forEach(entry -> endpoints.put(entry.getKey(), URI.create(entry.getValue().asString())));
      var cloud =
          new CloudFile(
              document.path("stack").asString(),
              document.path("region").asString(),
              document.path("account").asString(),
              endpoints,
              document.path("pid").asLong());
      boolean alive = ProcessHandle.of(cloud.pid()).map(ProcessHandle::isAlive).orElse(false);
      return alive ? cloud : null;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new Failure(
          ExitCode.UNREACHABLE, file + " cannot be read: " + e.getMessage() + "; delete it", e);
    }
  }
}
