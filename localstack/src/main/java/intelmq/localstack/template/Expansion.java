package intelmq.localstack.template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expands one stack: a resource is resolved when it is first referred to, which puts them into
 * order.
 */
final class Expansion implements Scope {

  /** What the stacks of one deployment share; a file that many of them use is read once. */
  record Deployment(
      Path folder,
      Account account,
      PhysicalNames names,
      List<Resource> resources,
      Map<Path, Template> templates) {

    Template template(Path file) {
      return templates.computeIfAbsent(
          file, _ -> Template.read(file, folder.relativize(file).toString()));
    }
  }

  /** A logical id that has been resolved. */
  private sealed interface Created {
    record Single(String type, Physical physical) implements Created {}

    record Nested(Map<String, String> outputs) implements Created {}
  }

  private static final String OUTPUTS = "Outputs.";

  private final Deployment deployment;
  private final List<Path> files;
  private final Template template;
  private final String prefix;
  private final String stackName;
  private final Constants constants;
  private final Map<String, Declaration> declarations;
  private final Map<String, Created> created = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /**
   * Reads the template of one stack.
   *
   * @param files the root's template down to this one
   */
  Expansion(
      Deployment deployment,
      List<Path> files,
      String prefix,
      String stackName,
      Map<String, String> parameters) {
    this.deployment = deployment;
    this.files = files;
    this.prefix = prefix;
    this.stackName = stackName;
    template = deployment.template(files.getLast());
    constants = new Constants(template, stackName, parameters, deployment.account());
    declarations = Sam.transform(template);
  }

  void createAll() {
    declarations.forEach((id, declaration) -> {
      if (exists(declaration)) {
        create(declaration.node(), id, id);
      }
    });
  }

  Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    template
        .outputs()
        .forEach((name, node) -> {
          Map<String, Node> output = node.entries(name);
          Node condition = output.get("Condition");
          Node value = output.get("Value");
          if (value == null || output.containsKey("Export")) {
            throw node.error(
                name, value == null ? "the value is missing" : "Export is not supported");
          }
          if (condition == null || constants.condition(condition, name, condition.text(name))) {
            outputs.put(name, new Intrinsics(this, name).text(value));
          }
        });
    return outputs;
  }

  @Override
  public @Nullable Object ref(Node at, String element, String name) {
    if (constants.defines(name)) {
      return constants.ref(at, element, name);
    }
    return switch (create(at, element, name)) {
      case Created.Single single -> single.physical().ref();
      case Created.Nested _ ->
          throw at.error(element, "Ref of a nested application is not supported");
    };
  }

  @Override
  public Object attribute(Node at, String element, String resource, String attribute) {
    return switch (create(at, element, resource)) {
      case Created.Single(String type, Physical physical) ->
          found(at, element, type, attribute, physical.attributes());
      case Created.Nested(Map<String, String> outputs) -> {
        if (!attribute.startsWith(OUTPUTS)) {
          throw at.error(element, "expected %s.Outputs.NAME".formatted(resource));
        }
        yield found(
            at, element, resource + ".Outputs", attribute.substring(OUTPUTS.length()), outputs);
      }
    };
  }

  @Override
  public boolean condition(Node at, String element, String name) {
    return constants.condition(at, element, name);
  }

  @Override
  public Node mapping(Node at, String element, String map, String first, String second) {
    return constants.mapping(at, element, map, first, second);
  }

  private static Object found(
      Node at, String element, String owner, String name, Map<String, ? extends Object> values) {
    Object value = values.get(name);
    if (value == null) {
      throw at.error(
          element,
          "%s has no %s; it has %s"
              .formatted(owner, name, values.keySet().stream().sorted().toList()));
    }
    return value;
  }

  private boolean exists(Declaration declaration) {
    return declaration
        .condition()
        .map(name -> constants.condition(declaration.node(), declaration.id(), name))
        .orElse(true);
  }

  private Created create(Node at, String element, String id) {
    Created known = created.get(id);
    if (known != null) {
      return known;
    }
    Declaration declaration = declarations.get(id);
    if (declaration == null) {
      throw at.error(element, "there is no parameter or resource " + id);
    }
    if (!exists(declaration)) {
      throw at.error(
          element,
          "refers to %s, whose condition %s does not hold"
              .formatted(id, declaration.condition().orElse("")));
    }
    if (!open.add(id)) {
      throw at.error(element, "circular dependency: " + String.join(" -> ", open) + " -> " + id);
    }
    for (String before : declaration.dependsOn()) {
      Declaration other = declarations.get(before);
      // CloudFormation, too, ignores a dependency whose condition does not hold
      if (other == null || exists(other)) {
        create(declaration.node(), id, before);
      }
    }
    Created result =
        declaration.type().equals(Sam.APPLICATION) ? nested(declaration) : single(declaration);
    open.remove(id);
    created.put(id, result);
    return result;
  }

  private Created single(Declaration declaration) {
    String id = declaration.id();
    Properties properties =
        new Properties(
            declaration.node().place() + ": " + prefix + id,
            new Intrinsics(this, id).map(declaration.properties()));
    Physical physical =
        deployment
            .names()
            .of(declaration.type(), stackName + "-" + id, properties, deployment.account())
            .orElseThrow(() -> declaration.error(declaration.type() + " is not supported"));
    deployment.resources().add(new Resource(prefix + id, declaration.type(), properties, physical));
    return new Created.Single(declaration.type(), physical);
  }

  private Created nested(Declaration declaration) {
    String id = declaration.id();
    Intrinsics intrinsics = new Intrinsics(this, id);
    Map<String, String> parameters = new LinkedHashMap<>();
    String location = "";
    for (Map.Entry<String, Node> property : declaration.properties().entrySet()) {
      Node node = property.getValue();
      switch (property.getKey()) {
        case "Location" -> location = node.text(id);
        case "Parameters" ->
            node.entries(id)
                .forEach((name, value) -> {
                  if (intrinsics.value(value) != null) {
                    parameters.put(name, intrinsics.text(value));
                  }
                });
        case "Tags" -> {}
        default -> throw node.error(id, property.getKey() + " of an application is not supported");
      }
    }
    if (location.isEmpty() || location.contains("://")) {
      throw declaration.error("an application needs a Location, a local file");
    }
    Path file = template.file().resolveSibling(location).normalize();
    if (files.contains(file)) {
      throw declaration.error("applications are nested in a circle: " + location);
    }
    List<Path> chain = Stream.concat(files.stream(), Stream.of(file)).toList();
    try {
      Expansion child =
          new Expansion(deployment, chain, prefix + id + "/", stackName + "-" + id, parameters);
      child.createAll();
      return new Created.Nested(child.outputs());
    } catch (TemplateException e) {
      // one file serves many applications: say which one it was
      throw new TemplateException(declaration.node().place() + ": " + id, e.getMessage(), e);
    }
  }
}
