package intelmq.catalog;

import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Collector;
import intelmq.bot.Expert;
import intelmq.bot.Output;
import intelmq.bot.Parser;
import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a bot from its class, and reports what is wrong with it. */
final class BotReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*");
  private static final Map<Class<?>, Kind> INTERFACES = interfaces();

  private final Problems problems;
  private final JavadocMarkdown javadoc;
  private final Elements elements;
  private final Types types;
  private final List<ExecutableElement> ports;

  BotReader(Problems problems, JavadocMarkdown javadoc, Elements elements, Types types) {
    this.problems = problems;
    this.javadoc = javadoc;
    this.elements = elements;
    this.types = types;
    this.ports = ElementFilter.methodsIn(type(Ports.class).getEnclosedElements());
  }

  /** The bot, or nothing if it is wrong. */
  Optional<BotModel> read(TypeElement type) {
    int before = problems.count();
    Bot bot = Objects.requireNonNull(type.getAnnotation(Bot.class));
    checkClass(type);
    if (!NAME.matcher(bot.name()).matches()) {
      problems.error(type, "'" + bot.name() + "' is no name of a bot; it must match " + NAME);
    }
    Optional<Kind> kind = kind(type);
    Optional<BotModel.Doc> doc = javadoc.of(type);
    if (doc.isEmpty()) {
      problems.error(type, "a bot must have a Javadoc comment: its reference page begins with it");
    }
    List<BotModel.Argument> arguments = arguments(type);
    if (problems.count() > before) {
      return Optional.empty();
    }
    var model =
        new BotModel(
            type,
            kind.orElseThrow(),
            bot.name(),
            bot.upstream(),
            List.of(bot.ignored()),
            doc.orElseThrow(),
            arguments);
    checkIgnored(model);
    return problems.count() > before ? Optional.empty() : Optional.of(model);
  }

  private void checkClass(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS
        || !type.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.FINAL))
        || type.getNestingKind() != NestingKind.TOP_LEVEL
        || !type.getTypeParameters().isEmpty()) {
      problems.error(type, "a bot must be a public final class, not nested and not generic");
    }
  }

  private Optional<Kind> kind(TypeElement type) {
    List<Kind> kinds =
        INTERFACES.entrySet().stream()
            .filter(entry -> isA(type.asType(), type(entry.getKey()).asType()))
            .map(Map.Entry::getValue)
            .toList();
    if (kinds.size() != 1) {
      problems.error(
          type,
          "a bot must implement exactly one of Collector, Parser, Expert, BatchExpert, Output");
    }
    return kinds.stream().findFirst();
  }

  private List<BotModel.Argument> arguments(TypeElement type) {
    List<ExecutableElement> constructors =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
            .toList();
    Optional<TypeElement> config = config(type);
    if (constructors.size() != 1) {
      problems.error(
          type, "a bot must have exactly one public constructor, not " + constructors.size());
      config.ifPresent(new SettingsReader(problems)::read);
      return List.of();
    }
    ExecutableElement constructor = constructors.getFirst();
    checkThrows(constructor);
    return arguments(constructor, config);
  }

  private List<BotModel.Argument> arguments(
      ExecutableElement constructor, Optional<TypeElement> config) {
    Optional<BotModel.Settings> settings = config.map(new SettingsReader(problems)::read);
    var arguments = new ArrayList<BotModel.Argument>();
    for (VariableElement parameter : constructor.getParameters()) {
      TypeMirror wanted = parameter.asType();
      Optional<BotModel.Port> port = port(wanted);
      if (settings.isPresent() && types.isSameType(wanted, settings.get().type().asType())) {
        arguments.add(settings.get());
      } else if (port.isPresent()) {
        arguments.add(port.get());
      } else {
        problems.error(
            parameter,
            "a bot's constructor takes its own record Config and ports ("
                + String.join(", ", ports.stream().map(BotReader::portName).toList())
                + "), not "
                + wanted);
      }
    }
    if (settings.isPresent() && !arguments.contains(settings.get())) {
      problems.error(constructor, "the constructor must take Config");
    } else if (new HashSet<>(arguments).size() < arguments.size()) {
      problems.error(constructor, "the constructor takes something twice");
    }
    return List.copyOf(arguments);
  }

  private Optional<TypeElement> config(TypeElement type) {
    Optional<TypeElement> config =
        ElementFilter.typesIn(type.getEnclosedElements()).stream()
            .filter(nested -> nested.getSimpleName().contentEquals("Config"))
            .findFirst();
    if (config.isPresent() && config.get().getKind() != ElementKind.RECORD) {
      problems.error(config.get(), "Config must be a record");
      return Optional.empty();
    }
    return config;
  }

  private Optional<BotModel.Port> port(TypeMirror wanted) {
    return ports.stream()
        .filter(method -> types.isSameType(method.getReturnType(), wanted))
        .map(method -> new BotModel.Port(method.getSimpleName().toString()))
        .findFirst();
  }

  private void checkThrows(ExecutableElement constructor) {
    TypeMirror unchecked = type(RuntimeException.class).asType();
    if (!constructor.getThrownTypes().stream().allMatch(t -> types.isSubtype(t, unchecked))) {
      problems.error(
          constructor, "the constructor must not throw: files and networks are for first use");
    }
  }

  private void checkIgnored(BotModel bot) {
    var seen = new HashSet<String>();
    bot.params().forEach(param -> seen.add(param.name()));
    for (String ignored : bot.ignored()) {
      if (!seen.add(ignored)) {
        problems.error(
            bot.type(), "'" + ignored + "' is ignored, but also a parameter or ignored twice");
      }
    }
  }

  private boolean isA(TypeMirror type, TypeMirror anInterface) {
    return types.isAssignable(types.erasure(type), types.erasure(anInterface));
  }

  private TypeElement type(Class<?> type) {
    return Objects.requireNonNull(elements.getTypeElement(type.getCanonicalName()));
  }

  private static String portName(Element method) {
    TypeMirror port = ((ExecutableElement) method).getReturnType();
    return port.toString().substring(port.toString().lastIndexOf('.') + 1);
  }

  private static Map<Class<?>, Kind> interfaces() {
    var kinds = new LinkedHashMap<Class<?>, Kind>();
    kinds.put(Collector.class, Kind.COLLECTOR);
    kinds.put(Parser.class, Kind.PARSER);
    kinds.put(Expert.class, Kind.EXPERT);
    kinds.put(BatchExpert.class, Kind.EXPERT);
    kinds.put(Output.class, Kind.OUTPUT);
    return kinds;
  }
}
