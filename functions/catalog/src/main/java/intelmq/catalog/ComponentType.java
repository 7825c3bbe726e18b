package intelmq.catalog;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The type of a record component, as a parameter.
 *
 * @param type as specified
 * @param accessor the method of {@link Values} that reads it where it cannot be null
 * @param form whether null is possible
 * @param choice the enum, if it is one
 * @param choices its values
 */
record ComponentType(
    ParamType type, String accessor, Form form, Optional<TypeName> choice, List<String> choices) {

  /** Whether null is possible. */
  enum Form {
    /** Never. */
    PRIMITIVE,
    /** It makes no sense otherwise. */
    BOXED,
    /** As the component says. */
    REFERENCE
  }

  /** The type, if it is one that parameters may have. */
  static Optional<ComponentType> of(TypeMirror type) {
    return switch (type.getKind()) {
      case INT -> simple(ParamType.INTEGER, "intValue", Form.PRIMITIVE);
      case LONG -> simple(ParamType.INTEGER, "integer", Form.PRIMITIVE);
      case DOUBLE -> simple(ParamType.NUMBER, "number", Form.PRIMITIVE);
      case BOOLEAN -> simple(ParamType.BOOLEAN, "bool", Form.PRIMITIVE);
      case DECLARED -> ofClass((DeclaredType) type);
      default -> Optional.empty();
    };
  }

  /** Whether values above those of {@code int} do not fit. */
  boolean isInt() {
    return accessor.equals("intValue");
  }

  /** The expression that reads a parameter from {@code values}. */
  CodeBlock read(String name, boolean nullable) {
    String method =
        nullable
            ? "optional" + accessor.substring(0, 1).toUpperCase(Locale.ROOT) + accessor.substring(1)
            : accessor;
    return choice
        .map(type -> CodeBlock.of("values.$L($S, $T.class)", method, name, type))
        .orElseGet(() -> CodeBlock.of("values.$L($S)", method, name));
  }

  private static Optional<ComponentType> ofClass(DeclaredType type) {
    var element = (TypeElement) type.asElement();
    if (element.getKind() == ElementKind.ENUM) {
      return ofEnum(element);
    }
    return switch (signature(type)) {
      case "java.lang.String" -> simple(ParamType.TEXT, "text", Form.REFERENCE);
      case "java.lang.Integer" -> simple(ParamType.INTEGER, "intValue", Form.BOXED);
      case "java.lang.Long" -> simple(ParamType.INTEGER, "integer", Form.BOXED);
      case "java.lang.Double" -> simple(ParamType.NUMBER, "number", Form.BOXED);
      case "java.lang.Boolean" -> simple(ParamType.BOOLEAN, "bool", Form.BOXED);
      case "java.util.List<java.lang.String>" -> simple(ParamType.LIST, "list", Form.REFERENCE);
      case "java.util.Map<java.lang.String,java.lang.String>" ->
          simple(ParamType.MAP, "map", Form.REFERENCE);
      case "java.util.Map<java.lang.String,java.lang.Object>" ->
          simple(ParamType.OBJECT, "object", Form.REFERENCE);
      case "java.lang.Object" -> simple(ParamType.ANY, "any", Form.REFERENCE);
      case "intelmq.bot.config.Secret" -> simple(ParamType.SECRET, "secret", Form.REFERENCE);
      case "intelmq.bot.config.Source" -> simple(ParamType.SOURCE, "source", Form.REFERENCE);
      default -> Optional.empty();
    };
  }

  private static Optional<ComponentType> ofEnum(TypeElement element) {
    List<String> constants =
        element.getEnclosedElements().stream()
            .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
            .map(constant -> constant.getSimpleName().toString())
            .toList();
    boolean readable =
        isPublic(element)
            && constants.stream().allMatch(name -> name.equals(name.toUpperCase(Locale.ROOT)));
    return readable
        ? Optional.of(
            new ComponentType(
                ParamType.CHOICE,
                "choice",
                Form.REFERENCE,
                Optional.of(TypeName.get(element.asType())),
                constants.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()))
        : Optional.empty();
  }

  /** Whether generated code in another package can name it. */
  static boolean isPublic(@Nullable Element element) {
    return element == null
        || element.getKind() == ElementKind.PACKAGE
        || (element.getModifiers().contains(Modifier.PUBLIC)
            && isPublic(element.getEnclosingElement()));
  }

  /** The name with its type arguments, without annotations. */
  private static String signature(DeclaredType type) {
    var name = new StringBuilder(((TypeElement) type.asElement()).getQualifiedName());
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    for (int i = 0; i < arguments.size(); i++) {
      name.append(i == 0 ? '<' : ',');
      name.append(
          arguments.get(i).getKind() == TypeKind.DECLARED
              ? signature((DeclaredType) arguments.get(i))
              : "?");
    }
    return arguments.isEmpty() ? name.toString() : name.append('>').toString();
  }

  private static Optional<ComponentType> simple(ParamType type, String accessor, Form form) {
    return Optional.of(new ComponentType(type, accessor, form, Optional.empty(), List.of()));
  }
}
