package intelmq.catalog;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Turns the comment of a class into Markdown; comments in Markdown stay as they are. */
final class JavadocMarkdown {
  private static final Pattern LINE_BREAK = Pattern.compile("[ \t]*\\R[ \t]*");
  private static final Pattern TRAILING_SPACES = Pattern.compile("[ \t]+$", Pattern.MULTILINE);
  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  private final DocTrees trees;

  JavadocMarkdown(DocTrees trees) {
    this.trees = trees;
  }

  /** What the comment says, without its tags; empty if it says nothing. */
  Optional<BotModel.Doc> of(TypeElement type) {
    DocCommentTree comment = trees.getDocCommentTree(type);
    if (comment == null || comment.getFirstSentence().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BotModel.Doc(markdown(comment.getFirstSentence()), markdown(comment.getBody())));
  }

  private String markdown(List<? extends DocTree> content) {
    var writer = new Writer();
    content.forEach(writer::write);
    String tidy = TRAILING_SPACES.matcher(writer.out).replaceAll("");
    return BLANK_LINES.matcher(tidy).replaceAll("\n\n").strip();
  }

  private final class Writer {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> links = new ArrayDeque<>();
    private boolean preformatted;

    void write(DocTree tree) {
      switch (tree) {
        case TextTree text -> out.append(flowing(text.getBody()));
        case RawTextTree markdown -> out.append(markdown.getContent());
        case LiteralTree literal -> literal(literal);
        case EntityTree entity ->
            out.append(Objects.requireNonNullElse(trees.getCharacters(entity), entity.toString()));
        case LinkTree link -> link(link);
        case StartElementTree start -> start(start, start.getName().toString());
        case EndElementTree end -> end(end.getName().toString());
        default -> out.append(tree);
      }
    }

    private void literal(LiteralTree literal) {
      String body = flowing(literal.getBody().getBody());
      out.append(
          literal.getKind() == DocTree.Kind.CODE && !preformatted ? code(body.strip()) : body);
    }

    private void link(LinkTree link) {
      if (link.getLabel().isEmpty()) {
        String target = link.getReference().getSignature();
        String simple = target.substring(target.lastIndexOf('.') + 1);
        out.append(code(simple.startsWith("#") ? simple.substring(1) : simple));
      } else {
        link.getLabel().forEach(this::write);
      }
    }

    private void start(StartElementTree element, String name) {
      switch (name) {
        case "p", "ul", "ol" -> out.append("\n\n");
        case "li" -> out.append("\n- ");
        case "pre" -> {
          preformatted = true;
          out.append("\n\n```\n");
        }
        case "a" -> {
          links.push(href(element));
          out.append('[');
        }
        default -> out.append(emphasis(name));
      }
    }

    private void end(String name) {
      switch (name) {
        case "ul", "ol" -> out.append("\n\n");
        case "pre" -> {
          preformatted = false;
          out.setLength(out.toString().stripTrailing().length());
          out.append("\n```\n\n");
        }
        case "a" -> out.append("](").append(links.pop()).append(')');
        default -> out.append(emphasis(name));
      }
    }

    private String flowing(String text) {
      return preformatted ? text : LINE_BREAK.matcher(text).replaceAll(" ");
    }

    private static String code(String text) {
      return "`" + text + "`";
    }

    private static String emphasis(String element) {
      return switch (element) {
        case "code" -> "`";
        case "b", "strong" -> "**";
        case "i", "em" -> "*";
        default -> "";
      };
    }

    private static String href(StartElementTree element) {
      return element.getAttributes().stream()
          .flatMap(part -> part instanceof AttributeTree attribute ? Stream.of(attribute) : null)
          .filter(attribute -> attribute.getName().contentEquals("href"))
          .flatMap(attribute -> attribute.getValue().stream())
          .map(String::valueOf)
          .collect(Collectors.joining());
    }
  }
}
