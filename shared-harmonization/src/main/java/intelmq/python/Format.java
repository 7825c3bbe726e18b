package intelmq.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template for Python's {@code str.format}: {@code {name}}, {@code {0}}, {@code {ev[source.ip]}},
 * {@code {matches[a][b]}}, {@code {time[%Y-%m-%d]}}, with conversions {@code !s} and {@code !r},
 * and doubled braces for braces. Format specifications after a colon are handed to the caller.
 */
public final class Format {
  private final String template;
  private final List<Part> parts;

  private Format(String template, List<Part> parts) {
    this.template = template;
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if Python would refuse it, or it uses what is not supported:
   *     attributes ({@code {a.b}}) and conversions other than {@code !s} and {@code !r}
   */
  public static Format of(String template) {
    return new Format(template, new Reader(template).parts());
  }

  /** The text, each place filled with what the values give for it. */
  public String apply(Values values) {
    var out = new StringBuilder(template.length() + 32);
    int automatic = 0;
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> out.append(literal.text());
        case Place place -> {
          String name = place.name().isEmpty() ? String.valueOf(automatic++) : place.name();
          Object value =
              values.get(new Place(name, place.keys(), place.conversion(), place.spec()));
          out.append(place.conversion() == 'r' ? Text.repr(value) : Text.str(value));
        }
      }
    }
    return out.toString();
  }

  /** What the template asks for, in order; for checks when a bot is built. */
  public List<Place> places() {
    return parts.stream().filter(Place.class::isInstance).map(Place.class::cast).toList();
  }

  @Override
  public String toString() {
    return template;
  }

  /** Gives the value of a place; what a missing key means is for it to say. */
  @FunctionalInterface
  public interface Values {
    /** The value, with the place's format specification applied if it has one. */
    @Nullable Object get(Place place);
  }

  /** A part of a template. */
  public sealed interface Part {}

  /**
   * Text that stays as it is.
   *
   * @param text without the doubling of braces
   */
  public record Literal(String text) implements Part {}

  /**
   * A place to fill.
   *
   * @param name the argument's name or number
   * @param keys what stands in brackets after it, in order
   * @param conversion {@code s} or {@code r}
   * @param spec the format specification after the colon, or empty
   */
  public record Place(String name, List<String> keys, char conversion, String spec)
      implements Part {
    /** The only key, or empty if there is none. */
    public String key() {
      return keys.isEmpty() ? "" : keys.getFirst();
    }
  }

  /** Reads a template from start to end. */
  private static final class Reader {
    private final String template;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    Reader(String template) {
      this.template = template;
    }

    List<Part> parts() {
      while (at < template.length()) {
        char c = template.charAt(at++);
        boolean doubled = at < template.length() && template.charAt(at) == c;
        if ((c == '{' || c == '}') && doubled) {
          literal.append(c);
          at++;
        } else if (c == '{') {
          endLiteral();
          parts.add(place());
        } else if (c == '}') {
          throw error("has a single '}'");
        } else {
          literal.append(c);
        }
      }
      endLiteral();
      return List.copyOf(parts);
    }

    private void endLiteral() {
      if (!literal.isEmpty()) {
        parts.add(new Literal(literal.toString()));
        literal.setLength(0);
      }
    }

    private Place place() {
      String name = until("[!:}");
      if (name.indexOf('.') >= 0) {
        throw error("uses an attribute, which is not supported: " + name);
      }
      if (name.indexOf('{') >= 0) {
        throw error("has a '{' in a name");
      }
      var keys = new ArrayList<String>();
      while (peek() == '[') {
        at++;
        keys.add(until("]"));
        at++;
      }
      char conversion = 's';
      if (peek() == '!') {
        conversion = at + 1 < template.length() ? template.charAt(at + 1) : '}';
        at += 2;
      }
      if (conversion != 's' && conversion != 'r') {
        throw error("has a conversion that is not supported: !" + conversion);
      }
      String spec = "";
      if (peek() == ':') {
        at++;
        spec = until("}");
      }
      if (spec.indexOf('{') >= 0 || peek() != '}') {
        throw error("has something unexpected at position " + at);
      }
      at++;
      return new Place(name, List.copyOf(keys), conversion, spec);
    }

    private char peek() {
      if (at >= template.length()) {
        throw error("lacks a '}'");
      }
      return template.charAt(at);
    }

    private String until(String ends) {
      int start = at;
      while (ends.indexOf(peek()) < 0) {
        at++;
      }
      return template.substring(start, at);
    }

    private IllegalArgumentException error(String problem) {
      return new IllegalArgumentException("the template '" + template + "' " + problem);
    }
  }
}
