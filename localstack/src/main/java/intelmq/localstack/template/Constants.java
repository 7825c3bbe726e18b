package intelmq.localstack.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stack before any resource: parameters, pseudo parameters, conditions and
 * mappings.
 */
final class Constants implements Scope {
  private final Template template;
  private final Map<String, Object> values;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  Constants(Template template, String stackName, Map<String, String> parameters, Account account) {
    this.template = template;
    values = new HashMap<>(Parameters.resolve(template, parameters));
    values.put("AWS::StackName", stackName);
    values.put("AWS::Region", account.region());
    values.put("AWS::AccountId", account.id());
    values.put("AWS::Partition", "aws");
    values.put("AWS::URLSuffix", "amazonaws.com");
  }

  boolean defines(String name) {
    return name.equals("AWS::NoValue") || values.containsKey(name);
  }

  @Override
  public @Nullable Object ref(Node at, String element, String name) {
    if (!defines(name)) {
      throw at.error(element, "there is no parameter " + name);
    }
    return values.get(name);
  }

  @Override
  public Object attribute(Node at, String element, String resource, String attribute) {
    throw at.error(element, "a condition cannot depend on resource " + resource);
  }

  @Override
  public boolean condition(Node at, String element, String name) {
    Boolean known = conditions.get(name);
    if (known != null) {
      return known;
    }
    Node node = template.conditions().get(name);
    if (node == null) {
      throw at.error(
          element,
          "there is no condition %s; there are %s".formatted(name, template.conditions().keySet()));
    }
    if (!open.add(name)) {
      throw at.error(element, "conditions in a circle: " + String.join(" -> ", open));
    }
    boolean holds = new Intrinsics(this, name).test(node);
    conditions.put(name, holds);
    return holds;
  }

  @Override
  public Node mapping(Node at, String element, String map, String first, String second) {
    Node node = template.mappings().get(map);
    for (String key : new String[] {first, second}) {
      node = node == null ? null : node.entries(map).get(key);
    }
    if (node == null) {
      throw at.error(element, "there is no mapping " + String.join(".", map, first, second));
    }
    return node;
  }
}
