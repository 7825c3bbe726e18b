package intelmq.catalog;

import intelmq.bot.Param;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a bot's {@code Config}: its parameters and those of records in it. */
final class SettingsReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern UPPER_CASE = Pattern.compile("(?<=.)(?=\\p{Lu})");
  private static final String TYPES =
      "String, int, long, double, boolean, a public enum with constants in upper case,"
          + " List<String>, Map<String, String>, Map<String, Object>, Object, Secret, Source,"
          + " or @Nullable Integer, Long, Double, Boolean";

  private final Problems problems;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<TypeElement> open = new LinkedHashSet<>();

  SettingsReader(Problems problems) {
    this.problems = problems;
  }

  /** The parameters of a record; what is wrong with them is reported. */
  BotModel.Settings read(TypeElement config) {
    return read(config, null);
  }

  /**
   * Reads a record.
   *
   * @param outer the component in the source at which errors of a nested record are reported
   */
  private BotModel.Settings read(TypeElement type, @Nullable RecordComponentElement outer) {
    Element place = outer == null ? type : outer;
    if (!ComponentType.isPublic(type)) {
      problems.error(place, type.getSimpleName() + " must be public: the catalogue builds it");
    }
    var components = new ArrayList<BotModel.Component>();
    if (open.add(type)) {
      for (RecordComponentElement component : type.getRecordComponents()) {
        component(component, outer == null ? component : outer).ifPresent(components::add);
      }
      open.remove(type);
    } else {
      problems.error(place, type.getSimpleName() + " contains itself");
    }
    return new BotModel.Settings(type, List.copyOf(components));
  }

  private Optional<BotModel.Component> component(
      RecordComponentElement component, RecordComponentElement place) {
    Param param = component.getAnnotation(Param.class);
    TypeMirror type = component.asType();
    if (param != null) {
      return parameter(component, param, place);
    }
    if (type.getKind() == TypeKind.DECLARED
        && ((DeclaredType) type).asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.RECORD) {
      if (isNullable(component)) {
        problems.error(place, label(component) + " cannot be @Nullable: its parameters can be");
      }
      return Optional.of(read(element, place));
    }
    problems.error(
        place, label(component) + " must have @Param, or be a record whose components have it");
    return Optional.empty();
  }

  private Optional<BotModel.Component> parameter(
      RecordComponentElement component, Param param, RecordComponentElement place) {
    Optional<ComponentType> found = ComponentType.of(component.asType());
    if (found.isEmpty()) {
      // the compiler itself says that there is no such type
      if (component.asType().getKind() != TypeKind.ERROR) {
        problems.error(
            place, label(component) + " has a type that no parameter has; it must be " + TYPES);
      }
      return Optional.empty();
    }
    ComponentType type = found.get();
    boolean nullable = isNullable(component);
    boolean hasDefault = !param.byDefault().equals(Param.NONE);
    ParamSpec spec = spec(component, param, type, !nullable && !hasDefault);
    int before = problems.count();
    checkNullness(component, type, nullable, hasDefault, place);
    checkConstraints(spec, place);
    if (!names.add(spec.name())) {
      problems.error(place, "there is a second parameter '" + spec.name() + "'");
    }
    if (!NAME.matcher(spec.name()).matches()) {
      problems.error(place, "'" + spec.name() + "' is no name of a parameter");
    }
    if (problems.count() == before && hasDefault) {
      spec = withDefault(spec, param.byDefault(), place);
    }
    return Optional.of(new BotModel.Parameter(spec, type.read(spec.name(), nullable)));
  }

  private void checkNullness(
      RecordComponentElement component,
      ComponentType type,
      boolean nullable,
      boolean hasDefault,
      RecordComponentElement place) {
    if (nullable && hasDefault) {
      problems.error(place, label(component) + " has a default and is never null: no @Nullable");
    } else if (nullable && type.form() == ComponentType.Form.PRIMITIVE) {
      problems.error(place, label(component) + " is never null: no @Nullable");
    } else if (!nullable && type.form() == ComponentType.Form.BOXED) {
      problems.error(place, label(component) + " must be @Nullable, or of the primitive type");
    }
  }

  private void checkConstraints(ParamSpec spec, RecordComponentElement place) {
    String parameter = "parameter '" + spec.name() + "': ";
    boolean number = spec.type() == ParamType.INTEGER || spec.type() == ParamType.NUMBER;
    if (spec.doc().isBlank()) {
      problems.error(place, parameter + "@Param must say what it means");
    }
    if (!number && (Double.isFinite(spec.min()) || Double.isFinite(spec.max()))) {
      problems.error(place, parameter + "only numbers have min and max");
    }
    if (spec.min() > spec.max()) {
      problems.error(place, parameter + "min is larger than max");
    }
    if (!spec.pattern().isEmpty() && spec.type() != ParamType.TEXT) {
      problems.error(place, parameter + "only texts have a pattern");
    }
    try {
      Pattern.compile(spec.pattern());
    } catch (PatternSyntaxException e) {
      problems.error(place, parameter + "the pattern is none: " + e.getDescription());
    }
  }

  private ParamSpec withDefault(ParamSpec spec, String text, RecordComponentElement place) {
    try {
      return new ParamSpec(
          spec.name(),
          spec.type(),
          spec.required(),
          Defaults.asJson(spec, text),
          spec.doc(),
          spec.choices(),
          spec.min(),
          spec.max(),
          spec.pattern());
    } catch (ConfigurationException e) {
      problems.error(place, "parameter '" + spec.name() + "': " + e.getMessage());
      return spec;
    }
  }

  private static ParamSpec spec(
      RecordComponentElement component, Param param, ComponentType type, boolean required) {
    return new ParamSpec(
        param.name().isEmpty() ? name(component) : param.name(),
        type.type(),
        required,
        null,
        param.value(),
        type.choices(),
        type.isInt() ? Math.max(param.min(), Integer.MIN_VALUE) : param.min(),
        type.isInt() ? Math.min(param.max(), Integer.MAX_VALUE) : param.max(),
        param.pattern());
  }

  /** {@code httpUrl} is {@code http_url}. */
  private static String name(RecordComponentElement component) {
    return UPPER_CASE.matcher(component.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private static String label(RecordComponentElement component) {
    return Objects.requireNonNull(component.getEnclosingElement()).getSimpleName()
        + "."
        + component.getSimpleName();
  }

  /** Whether JSpecify's annotation is there; of a class file the accessor has it. */
  private static boolean isNullable(RecordComponentElement component) {
    return hasNullable(component.asType()) || hasNullable(component.getAccessor().getReturnType());
  }

  private static boolean hasNullable(AnnotatedConstruct type) {
    return type.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .anyMatch(annotation -> annotation.asElement().getSimpleName().contentEquals("Nullable"));
  }
}
