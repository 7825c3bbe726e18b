package intelmq.catalog;

import com.palantir.javapoet.CodeBlock;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ParamSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/**
 * A bot that was found to be right.
 *
 * @param arguments of its constructor, in order
 */
record BotModel(
    TypeElement type,
    BotSpec.Kind kind,
    String name,
    String upstream,
    List<String> ignored,
    Doc doc,
    List<Argument> arguments) {

  /** Its parameters, in order. */
  List<ParamSpec> params() {
    return arguments.stream().flatMap(BotModel::params).toList();
  }

  /** The ports that it uses, by the names of their methods. */
  List<String> ports() {
    return arguments.stream()
        .flatMap(argument -> argument instanceof Port(String method) ? Stream.of(method) : null)
        .toList();
  }

  /** The path of a file about it, below a folder. */
  String path(String folder, String extension) {
    return "META-INF/intelmq/" + folder + "/" + kind.label() + "/" + name + extension;
  }

  private static Stream<ParamSpec> params(Argument argument) {
    return switch (argument) {
      case Port port -> Stream.empty();
      case Settings settings -> settings.params();
    };
  }

  /** What a constructor is given. */
  sealed interface Argument {}

  /** A port, by the name of its method. */
  record Port(String method) implements Argument {}

  /** A record of parameters. */
  record Settings(TypeElement type, List<Component> components) implements Argument, Component {
    @Override
    public Stream<ParamSpec> params() {
      return components.stream().flatMap(Component::params);
    }
  }

  /** A component of a record of parameters. */
  sealed interface Component {
    /** The parameters in it, in order. */
    Stream<ParamSpec> params();
  }

  /**
   * A component that is one parameter.
   *
   * @param read the expression that reads it from {@code values}
   */
  record Parameter(ParamSpec spec, CodeBlock read) implements Component {
    @Override
    public Stream<ParamSpec> params() {
      return Stream.of(spec);
    }
  }

  /**
   * What a class's comment says, as Markdown.
   *
   * @param summary its first sentence
   * @param details the rest, perhaps empty
   */
  record Doc(String summary, String details) {}
}
