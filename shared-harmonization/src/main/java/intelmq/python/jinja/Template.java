package intelmq.python.jinja;

import java.util.List;
import java.util.Map;

/**
 * A template in the language of Jinja2 3.1, with the settings that are its defaults: nothing is
 * escaped, an undefined variable is written as nothing, one line end at the end is dropped.
 *
 * <p>Values are JSON's: {@code String}, {@code Long}, {@code BigInteger}, {@code Double}, {@code
 * Boolean}, {@link intelmq.python.None}, {@code List} and {@code Map}. A template sees nothing but
 * these: no Java class or method, no file, no clock, no chance, no other template. What it may use
 * up is bounded ({@link Budget}).
 */
public final class Template {
  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is none; filters and tests must exist, too
   */
  public static Template parse(String source) {
    return new Template(new Parser(Lexer.tokens(source)).template());
  }

  /**
   * The text that the template makes of variables.
   *
   * @throws TemplateException if it asks for what cannot be, or for too much
   */
  public String render(Map<String, ?> variables) {
    return new Interpreter().render(nodes, variables);
  }
}
