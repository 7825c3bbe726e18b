package intelmq.localstack.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML with CloudFormation's short tags; both forms of an intrinsic function become one. */
final class TemplateReader {

  /**
   * What CloudFormation, which reads YAML 1.1, takes for something else than the text it looks
   * like.
   */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "(?i:~|yes|no|on|off|true|false)|0[0-9_]+|[0-9_]+_[0-9_]*|[1-9][0-9]*(:[0-5]?[0-9])+");

  private final String name;

  private TemplateReader(String name) {
    this.name = name;
  }

  static Node read(Path file, String name) {
    try {
      return new TemplateReader(name)
          .node(
              new Compose(LoadSettings.builder().setLabel(name).build())
                  .composeString(Files.readString(file))
                  .orElseThrow(() -> new TemplateException(name, "the template is empty")));
    } catch (NoSuchFileException e) {
      throw new TemplateException(name, "no such template: " + file, e);
    } catch (IOException e) {
      throw new TemplateException(name, "cannot be read: " + e.getMessage(), e);
    } catch (YamlEngineException e) {
      throw new TemplateException(name, "not YAML: " + e.getMessage(), e);
    }
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return content(node);
    }
    String function = tag.substring(1);
    boolean bare = function.equals("Ref") || function.equals("Condition");
    return new Node.Call(place(node), bare ? function : "Fn::" + function, content(node));
  }

  private Node content(org.snakeyaml.engine.v2.nodes.Node node) {
    return switch (node) {
      case MappingNode mapping -> mapping(mapping);
      case SequenceNode sequence -> sequence(sequence);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new TemplateException(place(node), "unexpected " + node.getNodeType());
    };
  }

  private Node.Sequence sequence(SequenceNode node) {
    List<Node> items = new ArrayList<>();
    node.getValue().forEach(item -> items.add(node(item)));
    return new Node.Sequence(place(node), items);
  }

  private Node mapping(MappingNode node) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      String key = node(entry.getKeyNode()).text("key");
      if (key.equals("<<")) {
        throw new TemplateException(place(node), "CloudFormation knows no merge keys (<<)");
      }
      if (entries.put(key, node(entry.getValueNode())) != null) {
        throw new TemplateException(place(entry.getKeyNode()), key + " is written twice");
      }
    }
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      if (entry.getKey().startsWith("Fn::") || entry.getKey().equals("Ref")) {
        if (entries.size() > 1) {
          throw new TemplateException(
              place(node), entry.getKey() + " stands beside other keys: " + entries.keySet());
        }
        return new Node.Call(place(node), entry.getKey(), entry.getValue());
      }
    }
    return new Node.Mapping(place(node), entries);
  }

  private Node.Scalar scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      throw new TemplateException(place(node), "a value is missing");
    }
    if (tag.equals(Tag.STR) && node.isPlain() && AMBIGUOUS.matcher(text).matches()) {
      throw new TemplateException(
          place(node), text + " means different things to different readers of YAML: quote it");
    }
    return new Node.Scalar(place(node), value(tag, text));
  }

  private static Object value(Tag tag, String text) {
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return Long.valueOf(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return Double.valueOf(text);
    }
    return text;
  }

  private String place(org.snakeyaml.engine.v2.nodes.Node node) {
    return name + ":" + node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
  }
}
