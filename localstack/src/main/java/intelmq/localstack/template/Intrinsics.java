package intelmq.localstack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves values by calling their intrinsic functions.
 *
 * @param element whose values they are, for error messages
 */
record Intrinsics(Scope scope, String element) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)\\}");

  /** The value of a node; null is AWS::NoValue, which removes what it is the value of. */
  @Nullable Object value(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.value();
      case Node.Sequence sequence -> list(sequence.items());
      case Node.Mapping mapping -> map(mapping.entries());
      case Node.Call call -> call(call);
    };
  }

  Map<String, Object> map(Map<String, Node> entries) {
    Map<String, Object> values = new LinkedHashMap<>();
    entries.forEach((key, node) -> {
      Object value = value(node);
      if (value != null) {
        values.put(key, value);
      }
    });
    return values;
  }

  /** A value that must be a text or what can be written as one. */
  String text(Node node) {
    return written(node, value(node));
  }

  /** Whether a condition holds. */
  boolean test(Node node) {
    return switch (node) {
      case Node.Call call ->
          switch (call.function()) {
            case "Fn::Equals" -> {
              List<Node> sides = arguments(call, 2);
              yield Objects.equals(text(sides.get(0)), text(sides.get(1)));
            }
            case "Fn::And" -> call.argument().items(element).stream().allMatch(this::test);
            case "Fn::Or" -> call.argument().items(element).stream().anyMatch(this::test);
            case "Fn::Not" -> !test(arguments(call, 1).getFirst());
            case "Condition" -> scope.condition(call, element, call.argument().text(element));
            default -> throw call.error(element, call.function() + " is not a condition");
          };
      case Node.Mapping(var _, var entries) when entries.keySet().equals(Set.of("Condition")) ->
          scope.condition(node, element, entries.values().iterator().next().text(element));
      case Node.Mapping _, Node.Sequence _, Node.Scalar _ ->
          throw node.error(element, "expected a condition");
    };
  }

  private List<Object> list(List<Node> nodes) {
    List<Object> values = new ArrayList<>();
    for (Node node : nodes) {
      Object value = value(node);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable Object call(Node.Call call) {
    return switch (call.function()) {
      case "Ref" -> scope.ref(call, element, call.argument().text(element));
      case "Fn::GetAtt" -> getAtt(call);
      case "Fn::Sub" -> sub(call);
      case "Fn::Join" -> {
        List<Node> arguments = arguments(call, 2);
        yield String.join(
            text(arguments.get(0)),
            items(arguments.get(1)).stream().map(item -> written(call, item)).toList());
      }
      case "Fn::Split" -> {
        List<Node> arguments = arguments(call, 2);
        String separator = Pattern.quote(text(arguments.get(0)));
        yield List.<Object>of((Object[]) text(arguments.get(1)).split(separator, -1));
      }
      case "Fn::Select" -> select(call);
      case "Fn::If" -> {
        List<Node> arguments = arguments(call, 3);
        String condition = arguments.get(0).text(element);
        yield value(arguments.get(scope.condition(call, element, condition) ? 1 : 2));
      }
      case "Fn::FindInMap" -> {
        List<Node> keys = arguments(call, 3);
        yield value(
            scope.mapping(call, element, text(keys.get(0)), text(keys.get(1)), text(keys.get(2))));
      }
      default -> throw call.error(element, call.function() + " is not supported here");
    };
  }

  private Object getAtt(Node.Call call) {
    if (call.argument() instanceof Node.Sequence) {
      List<Node> arguments = arguments(call, 2);
      return scope.attribute(call, element, arguments.get(0).text(element), text(arguments.get(1)));
    }
    return attribute(call, call.argument().text(element));
  }

  private Object attribute(Node.Call call, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      throw call.error(element, "expected RESOURCE.ATTRIBUTE instead of " + path);
    }
    return scope.attribute(call, element, path.substring(0, dot), path.substring(dot + 1));
  }

  private String sub(Node.Call call) {
    boolean withVariables = call.argument() instanceof Node.Sequence;
    Node template = withVariables ? arguments(call, 2).get(0) : call.argument();
    Map<String, Node> variables =
        withVariables ? arguments(call, 2).get(1).entries(element) : Map.of();
    return VARIABLE
        .matcher(template.text(element))
        .replaceAll(match ->
            Matcher.quoteReplacement(substitute(call, match.group(1), match.group(2), variables)));
  }

  private String substitute(
      Node.Call call, String escape, String name, Map<String, Node> variables) {
    if (!escape.isEmpty()) {
      return "${" + name + "}";
    }
    Node variable = variables.get(name);
    if (variable != null) {
      return text(variable);
    }
    return written(
        call, name.contains(".") ? attribute(call, name) : scope.ref(call, element, name));
  }

  private Object select(Node.Call call) {
    List<Node> arguments = arguments(call, 2);
    List<?> items = items(arguments.get(1));
    String index = text(arguments.get(0));
    if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= items.size()) {
      throw call.error(element, "Fn::Select " + index + " of a list of " + items.size());
    }
    return Objects.requireNonNull(items.get(Integer.parseInt(index)));
  }

  private List<?> items(Node node) {
    if (value(node) instanceof List<?> list) {
      return list;
    }
    throw node.error(element, "expected a list");
  }

  private List<Node> arguments(Node.Call call, int count) {
    List<Node> arguments = call.argument().items(element);
    if (arguments.size() != count) {
      throw call.error(element, call.function() + " takes a list of " + count);
    }
    return arguments;
  }

  private String written(Node at, @Nullable Object value) {
    return switch (value) {
      case null -> throw at.error(element, "AWS::NoValue where a text is needed");
      case List<?> list -> throw at.error(element, "a list where a text is needed: " + list);
      case Map<?, ?> map -> throw at.error(element, "a map where a text is needed: " + map);
      default -> value.toString();
    };
  }
}
