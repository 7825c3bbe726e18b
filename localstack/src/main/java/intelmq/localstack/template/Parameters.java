package intelmq.localstack.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves the parameters of a template: a text each, or a list of texts. */
final class Parameters {
  private static final Set<String> KEYS =
      Set.of(
          "Type",
          "Default",
          "Description",
          "NoEcho",
          "ConstraintDescription",
          "AllowedValues",
          "AllowedPattern",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue");

  private final Template template;

  private Parameters(Template template) {
    this.template = template;
  }

  static Map<String, Object> resolve(Template template, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!template.parameters().containsKey(name)) {
        throw new TemplateException(
            template.name(),
            "there is no parameter %s; there are %s"
                .formatted(name, template.parameters().keySet()));
      }
    }
    Parameters parameters = new Parameters(template);
    Map<String, Object> values = new LinkedHashMap<>();
    template
        .parameters()
        .forEach((name, node) -> values.put(name, parameters.value(name, node, given)));
    return values;
  }

  private Object value(String name, Node node, Map<String, String> given) {
    Map<String, Node> declaration = node.entries(name);
    for (String key : declaration.keySet()) {
      if (!KEYS.contains(key)) {
        throw node.error(name, key + " of a parameter is not supported");
      }
    }
    String value = given.get(name);
    if (value == null) {
      Node otherwise = declaration.get("Default");
      if (otherwise == null) {
        throw new TemplateException(
            template.name(), "parameter " + name + " has no value and no default");
      }
      value = otherwise.text(name);
    }
    Node type = declaration.get("Type");
    return switch (type == null ? "" : type.text(name)) {
      case "String" -> {
        check(name, declaration, value);
        yield value;
      }
      case "Number" -> {
        if (!isNumber(value)) {
          throw refused(name, declaration, value, "a number");
        }
        check(name, declaration, value);
        yield value;
      }
      case "CommaDelimitedList" -> {
        List<Object> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
          check(name, declaration, item.strip());
          items.add(item.strip());
        }
        yield items;
      }
      default ->
          throw node.error(
              name, "only parameters of type String, Number and CommaDelimitedList are supported");
    };
  }

  private void check(String name, Map<String, Node> declaration, String value) {
    declaration.forEach((key, node) -> {
      boolean allowed =
          switch (key) {
            case "AllowedValues" ->
                node.items(name).stream().anyMatch(item -> item.text(name).equals(value));
            case "AllowedPattern" -> value.matches(node.text(name));
            case "MinLength" -> value.length() >= Integer.parseInt(node.text(name));
            case "MaxLength" -> value.length() <= Integer.parseInt(node.text(name));
            case "MinValue" ->
                new BigDecimal(value).compareTo(new BigDecimal(node.text(name))) >= 0;
            case "MaxValue" ->
                new BigDecimal(value).compareTo(new BigDecimal(node.text(name))) <= 0;
            default -> true;
          };
      if (!allowed) {
        Node why = declaration.get("ConstraintDescription");
        String limit =
            node instanceof Node.Sequence list
                ? list.items().stream().map(item -> item.text(name)).toList().toString()
                : node.text(name);
        throw refused(
            name,
            declaration,
            value,
            key + " " + limit + (why == null ? "" : " (" + why.text(name) + ")"));
      }
    });
  }

  private TemplateException refused(
      String name, Map<String, Node> declaration, String value, String allowed) {
    boolean secret = declaration.containsKey("NoEcho");
    return new TemplateException(
        template.name(),
        "parameter %s is %s, allowed is %s"
            .formatted(name, secret ? "not allowed" : "'" + value + "'", allowed));
  }

  private static boolean isNumber(String value) {
    return value.matches("-?[0-9]+(\\.[0-9]+)?");
  }
}
