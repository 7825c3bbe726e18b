package intelmq.parsers.generic;

import intelmq.python.Text;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Texts of HTML as Beautiful Soup has them, and so IntelMQ: of text that is all blank one line end
 * is left, or one space; attributes are sorted.
 */
final class HtmlText {
  private static final String BLANKS = " \n\t\f\r";
  private static final Pattern SEVERAL = Pattern.compile("\\s+");

  /** Attributes that are lists of words. */
  private static final Set<String> WORDS =
      Set.of("class", "accesskey", "dropzone", "rel", "rev", "headers");

  private HtmlText() {}

  /** All that is written in an element, without blanks around it. */
  static String of(Element element) {
    var text = new StringBuilder();
    NodeTraversor.traverse(
        (node, depth) -> {
          if (node instanceof TextNode part) {
            text.append(collapsed(part));
          }
        },
        element);
    return Text.strip(text.toString());
  }

  /** An element as HTML. */
  static String html(Element element) {
    var html = new StringBuilder();
    NodeTraversor.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            switch (node) {
              case TextNode text -> html.append(escaped(collapsed(text)));
              case DataNode data -> html.append(data.getWholeData());
              case Comment comment -> html.append("<!--").append(comment.getData()).append("-->");
              case Element inner -> open(html, inner);
              default -> {
                // nothing else is in a table
              }
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element inner && !inner.tag().isEmpty()) {
              html.append("</").append(inner.tagName()).append('>');
            }
          }
        },
        element);
    return html.toString();
  }

  /** An attribute as it is written in a tag. */
  static String attribute(String name, String value) {
    String text = escaped(value);
    if (!text.contains("\"")) {
      return name + "=\"" + text + "\"";
    }
    return text.contains("'")
        ? name + "=\"" + text.replace("\"", "&quot;") + "\""
        : name + "='" + text + "'";
  }

  /** The value of an attribute, one blank between words where it is a list of them. */
  static String value(Attribute attribute) {
    return WORDS.contains(attribute.getKey())
        ? SEVERAL.matcher(Text.strip(attribute.getValue())).replaceAll(" ")
        : attribute.getValue();
  }

  private static void open(StringBuilder html, Element element) {
    html.append('<').append(element.tagName());
    var attributes = new TreeMap<String, String>();
    element.attributes().forEach(one -> attributes.put(one.getKey(), value(one)));
    attributes.forEach((name, value) -> html.append(' ').append(attribute(name, value)));
    html.append(element.tag().isEmpty() ? "/>" : ">");
  }

  private static String collapsed(TextNode node) {
    String text = node.getWholeText();
    if (!text.chars().allMatch(c -> BLANKS.indexOf(c) >= 0) || isKept(node.parent())) {
      return text;
    }
    return text.indexOf('\n') >= 0 ? "\n" : text.isEmpty() ? "" : " ";
  }

  private static boolean isKept(@Nullable Node parent) {
    return parent != null && (parent.nameIs("pre") || parent.nameIs("textarea"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
