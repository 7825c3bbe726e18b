package intelmq.localstack.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the serverless functions of a template into plain ones, as the SAM transform does. */
final class Sam {
  static final String APPLICATION = "AWS::Serverless::Application";
  private static final String FUNCTION = "AWS::Serverless::Function";

  /** Properties that a function has with and without SAM. */
  private static final Set<String> SAME =
      Set.of(
          "FunctionName",
          "Handler",
          "Runtime",
          "Description",
          "MemorySize",
          "Timeout",
          "Environment",
          "Role",
          "Architectures",
          "ReservedConcurrentExecutions",
          "EphemeralStorage",
          "LoggingConfig",
          "RecursiveLoop",
          "SnapStart");

  /** What SAM refuses to take from Globals. */
  private static final Set<String> OWN = Set.of("FunctionName", "Role");

  private final Path folder;
  private final Map<String, Node> defaults;

  private Sam(Path folder, Map<String, Node> defaults) {
    this.folder = folder;
    this.defaults = defaults;
  }

  /** The resources of a template, by logical id. */
  static Map<String, Declaration> transform(Template template) {
    Sam sam = new Sam(template.file().resolveSibling(""), defaults(template.globals()));
    Map<String, Declaration> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach((id, node) -> {
          Declaration resource = Declaration.of(id, node);
          boolean serverless = resource.type().equals(FUNCTION);
          resources.put(id, serverless ? sam.function(resource) : resource);
        });
    return resources;
  }

  private static Map<String, Node> defaults(Map<String, Node> globals) {
    Map<String, Node> defaults = new LinkedHashMap<>();
    globals.forEach((kind, node) -> {
      if (!kind.equals("Function")) {
        throw node.error("Globals", kind + " is not supported");
      }
      defaults.putAll(node.entries("Globals"));
    });
    defaults.forEach((key, node) -> {
      if (OWN.contains(key)) {
        throw node.error("Globals", "SAM takes no " + key + " from here");
      }
    });
    return defaults;
  }

  private Declaration function(Declaration serverless) {
    String id = serverless.id();
    Map<String, Node> merged = merge(defaults, serverless.properties());
    Map<String, Node> function = new LinkedHashMap<>();
    merged.forEach((key, node) -> {
      if (key.equals("CodeUri")) {
        function.put("Code", code(id, node));
      } else if (SAME.contains(key)) {
        function.put(key, node);
      } else if (!key.equals("Tags")) {
        throw node.error(id, key + " of a serverless function is not supported");
      }
    });
    if (!function.containsKey("Role")) {
      throw serverless.error("a function needs its own Role");
    }
    Node none = new Node.Mapping(serverless.node().place(), Map.of());
    function.put("Tags", tags(id, merged.getOrDefault("Tags", none)));
    return serverless.as("AWS::Lambda::Function", function);
  }

  /** SAM's rule: maps are merged, lists are joined, of anything else the function's own wins. */
  private static Map<String, Node> merge(Map<String, Node> defaults, Map<String, Node> own) {
    Map<String, Node> merged = new LinkedHashMap<>(defaults);
    own.forEach((key, node) -> merged.merge(key, node, Sam::merge));
    return merged;
  }

  private static Node merge(Node general, Node own) {
    if (general instanceof Node.Mapping(var _, var defaults)
        && own instanceof Node.Mapping(var place, var entries)) {
      return new Node.Mapping(place, merge(defaults, entries));
    }
    if (general instanceof Node.Sequence(var _, var defaults)
        && own instanceof Node.Sequence(var place, var items)) {
      List<Node> joined = new ArrayList<>(defaults);
      joined.addAll(items);
      return new Node.Sequence(place, joined);
    }
    return own;
  }

  /** The file itself: a deployment would upload it and name bucket and key instead. */
  private Node code(String id, Node node) {
    String uri = node.text(id);
    if (uri.contains("://")) {
      throw node.error(id, "CodeUri is not a local file: " + uri);
    }
    return new Node.Scalar(node.place(), folder.resolve(uri).normalize().toString());
  }

  private static Node tags(String id, Node node) {
    List<Node> tags = new ArrayList<>();
    tags.add(tag(node, "lambda:createdBy", new Node.Scalar(node.place(), "SAM")));
    node.entries(id).forEach((key, value) -> tags.add(tag(node, key, value)));
    return new Node.Sequence(node.place(), tags);
  }

  private static Node tag(Node at, String key, Node value) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put("Key", new Node.Scalar(at.place(), key));
    entries.put("Value", value);
    return new Node.Mapping(at.place(), entries);
  }
}
