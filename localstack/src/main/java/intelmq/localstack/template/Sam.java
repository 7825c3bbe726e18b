package intelmq.localstack.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the serverless resources of a template into plain ones, as the SAM transform does. */
final class Sam {
  static final String APPLICATION = "AWS::Serverless::Application";
  private static final String FUNCTION = "AWS::Serverless::Function";

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
          "SnapStart",
          "KmsKeyArn");
  private static final Set<String> SQS =
      Set.of(
          "BatchSize",
          "Enabled",
          "FunctionResponseTypes",
          "MaximumBatchingWindowInSeconds",
          "ScalingConfig",
          "FilterCriteria");

  private final Path folder;
  private final Map<String, Node> defaults;

  private Sam(Path folder, Map<String, Node> defaults) {
    this.folder = folder;
    this.defaults = defaults;
  }

  /** The resources of a template, by logical id. */
  static Map<String, Declaration> transform(Template template) {
    Map<String, Node> defaults = Map.of();
    for (Map.Entry<String, Node> global : template.globals().entrySet()) {
      if (!global.getKey().equals("Function")) {
        throw global.getValue().error("Globals", global.getKey() + " is not supported");
      }
      defaults = global.getValue().entries("Globals");
    }
    Sam sam = new Sam(template.file().resolveSibling(""), defaults);
    Map<String, Declaration> resources = new LinkedHashMap<>();
    template
        .resources()
        .forEach((id, node) -> {
          for (Declaration resource : sam.plain(Declaration.of(id, node))) {
            if (resources.put(resource.id(), resource) != null) {
              throw resource.error("declared twice");
            }
          }
        });
    return resources;
  }

  private List<Declaration> plain(Declaration resource) {
    return resource.type().equals(FUNCTION) ? function(resource) : List.of(resource);
  }

  private List<Declaration> function(Declaration sam) {
    Map<String, Node> function = new LinkedHashMap<>();
    List<Declaration> companions = new ArrayList<>();
    merge(defaults, sam.properties())
        .forEach((key, node) -> {
          switch (key) {
            case "CodeUri" -> function.put("Code", code(sam, node));
            case "Tags" -> function.put("Tags", tags(sam, node));
            case "Tracing" -> function.put("TracingConfig", mapping(node, Map.of("Mode", node)));
            case "DeadLetterQueue" -> function.put("DeadLetterConfig", without(sam, "Type", node));
            case "EventInvokeConfig" -> companions.add(invokeConfig(sam, node));
            case "Events" ->
                node.entries(sam.id())
                    .forEach((name, event) -> companions.add(queueEvent(sam, name, event)));
            default -> {
              if (!SAME.contains(key)) {
                throw node.error(sam.id(), key + " of a function is not supported");
              }
              function.put(key, node);
            }
          }
        });
    if (!function.containsKey("Role")) {
      throw sam.error("a function needs its own Role");
    }
    function.putIfAbsent("Tags", tags(sam, mapping(sam.node(), Map.of())));
    companions.addFirst(
        new Declaration(
            sam.id(),
            "AWS::Lambda::Function",
            sam.node(),
            function,
            sam.condition(),
            sam.dependsOn()));
    return companions;
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
  private Node code(Declaration sam, Node node) {
    String uri = node.text(sam.id());
    if (uri.contains("://")) {
      throw node.error(sam.id(), "CodeUri is not a local file: " + uri);
    }
    return new Node.Scalar(node.place(), folder.resolve(uri).normalize().toString());
  }

  private static Node tags(Declaration sam, Node node) {
    List<Node> tags = new ArrayList<>();
    tags.add(tag(node, "lambda:createdBy", new Node.Scalar(node.place(), "SAM")));
    node.entries(sam.id()).forEach((key, value) -> tags.add(tag(node, key, value)));
    return new Node.Sequence(node.place(), tags);
  }

  private static Node tag(Node at, String key, Node value) {
    return mapping(at, Map.of("Key", new Node.Scalar(at.place(), key), "Value", value));
  }

  private static Declaration invokeConfig(Declaration sam, Node node) {
    Map<String, Node> properties = new LinkedHashMap<>(node.entries(sam.id()));
    properties.computeIfPresent(
        "DestinationConfig",
        (_, destinations) -> {
          Map<String, Node> targets = new LinkedHashMap<>();
          destinations
              .entries(sam.id())
              .forEach((on, target) -> targets.put(on, destination(sam, target)));
          return mapping(destinations, targets);
        });
    properties.put("FunctionName", ref(sam));
    properties.put("Qualifier", new Node.Scalar(node.place(), "$LATEST"));
    return sam.companion("EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", properties);
  }

  private static Node destination(Declaration sam, Node target) {
    if (!target.entries(sam.id()).containsKey("Destination")) {
      throw target.error(sam.id(), "a destination without Destination is not supported");
    }
    return without(sam, "Type", target);
  }

  private static Declaration queueEvent(Declaration sam, String name, Node event) {
    Map<String, Node> declared = event.entries(sam.id());
    Node type = declared.get("Type");
    if (type == null || !type.text(sam.id()).equals("SQS")) {
      throw event.error(sam.id(), "event " + name + ": only events of type SQS are supported");
    }
    Map<String, Node> properties = new LinkedHashMap<>();
    declared
        .getOrDefault("Properties", event)
        .entries(sam.id())
        .forEach((key, node) -> {
          if (key.equals("Queue")) {
            properties.put("EventSourceArn", node);
          } else if (SQS.contains(key)) {
            properties.put(key, node);
          } else {
            throw node.error(sam.id(), "event " + name + ": " + key + " is not supported");
          }
        });
    properties.put("FunctionName", ref(sam));
    return sam.companion(name, "AWS::Lambda::EventSourceMapping", properties);
  }

  private static Node ref(Declaration sam) {
    String place = sam.node().place();
    return new Node.Call(place, "Ref", new Node.Scalar(place, sam.id()));
  }

  private static Node without(Declaration sam, String key, Node node) {
    Map<String, Node> entries = new LinkedHashMap<>(node.entries(sam.id()));
    entries.remove(key);
    return mapping(node, entries);
  }

  private static Node.Mapping mapping(Node at, Map<String, Node> entries) {
    return new Node.Mapping(at.place(), entries);
  }
}
