package intelmq.localstack.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The sections of one template file. */
record Template(
    Path file,
    String name,
    Map<String, Node> parameters,
    Map<String, Node> mappings,
    Map<String, Node> conditions,
    Map<String, Node> globals,
    Map<String, Node> resources,
    Map<String, Node> outputs) {

  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final Set<String> SECTIONS =
      Set.of("Parameters", "Mappings", "Conditions", "Globals", "Resources", "Outputs");
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("AWSTemplateFormatVersion", "Description", "Metadata");

  /**
   * Reads a template.
   *
   * @param name the file as messages call it
   */
  static Template read(Path file, String name) {
    Map<String, Map<String, Node>> sections = new LinkedHashMap<>();
    TemplateReader.read(file, name)
        .entries(name)
        .forEach((section, node) -> {
          if (SECTIONS.contains(section)) {
            sections.put(section, node.entries(section));
          } else if (section.equals("Transform")) {
            if (!node.text(section).equals(SAM)) {
              throw node.error(section, "only " + SAM + " is supported");
            }
          } else if (!WITHOUT_EFFECT.contains(section)) {
            throw node.error(section, "this section is not supported");
          }
        });
    return new Template(
        file,
        name,
        sections.getOrDefault("Parameters", Map.of()),
        sections.getOrDefault("Mappings", Map.of()),
        sections.getOrDefault("Conditions", Map.of()),
        sections.getOrDefault("Globals", Map.of()),
        sections.getOrDefault("Resources", Map.of()),
        sections.getOrDefault("Outputs", Map.of()));
  }
}
