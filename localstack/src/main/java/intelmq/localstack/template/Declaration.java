package intelmq.localstack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resource as declared: its properties are not yet resolved. */
record Declaration(
    String id,
    String type,
    Node node,
    Map<String, Node> properties,
    Optional<String> condition,
    List<String> dependsOn) {

  private static final Set<String> KEYS =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy");

  static Declaration of(String id, Node node) {
    Map<String, Node> entries = node.entries(id);
    for (String key : entries.keySet()) {
      if (!KEYS.contains(key)) {
        throw node.error(id, key + " of a resource is not supported");
      }
    }
    Node type = entries.get("Type");
    if (type == null) {
      throw node.error(id, "the type is missing");
    }
    Node properties = entries.get("Properties");
    Node before = entries.get("DependsOn");
    return new Declaration(
        id,
        type.text(id),
        node,
        properties == null ? Map.of() : properties.entries(id),
        Optional.ofNullable(entries.get("Condition")).map(name -> name.text(id)),
        switch (before) {
          case null -> List.of();
          case Node.Sequence list -> list.items().stream().map(item -> item.text(id)).toList();
          default -> List.of(before.text(id));
        });
  }

  /** The same resource as the SAM transform leaves it. */
  Declaration as(String plainType, Map<String, Node> plainProperties) {
    return new Declaration(id, plainType, node, plainProperties, condition, dependsOn);
  }

  TemplateException error(String problem) {
    return node.error(id, problem);
  }
}
