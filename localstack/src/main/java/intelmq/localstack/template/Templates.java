package intelmq.localstack.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expands SAM templates. */
public final class Templates {
  private Templates() {}

  /**
   * Expands a template with all its nested applications, without creating anything.
   *
   * @throws TemplateException if the template is wrong or uses what is not supported
   */
  public static Stack expand(
      Path template,
      String stackName,
      Map<String, String> parameters,
      Account account,
      PhysicalNames names) {
    Path file = template.toAbsolutePath().normalize();
    List<Resource> resources = new ArrayList<>();
    Expansion root =
        new Expansion(
            new Expansion.Deployment(
                file.resolveSibling(""), account, names, resources, new HashMap<>()),
            List.of(file),
            "",
            stackName,
            parameters);
    root.createAll();
    return new Stack(stackName, List.copyOf(resources), root.outputs());
  }
}
