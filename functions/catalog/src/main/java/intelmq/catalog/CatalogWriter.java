package intelmq.catalog;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.NullMarked;

/** Writes the class that lists a module's bots and builds them. */
final class CatalogWriter {
  private final List<BotModel> bots;
  private final String packageName;

  CatalogWriter(List<BotModel> bots) {
    this.bots = bots;
    this.packageName =
        bots.stream()
            .map(bot -> ClassName.get(bot.type()).packageName())
            .reduce(CatalogWriter::common)
            .orElseThrow();
  }

  /** The class's full name: in the package that the bots have in common. */
  String name() {
    return className().canonicalName();
  }

  /** The class. */
  JavaFile file() {
    var type =
        TypeSpec.classBuilder(className())
            .addJavadoc("The bots of this module.\n")
            .addAnnotation(
                AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", CatalogProcessor.class.getName())
                    .build())
            .addAnnotation(NullMarked.class)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(Catalog.class)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addJavadoc("For {@link java.util.ServiceLoader}.\n")
                    .build())
            .addMethod(list());
    for (BotModel bot : bots) {
      type.addOriginatingElement(bot.type()).addMethod(specification(bot));
    }
    return JavaFile.builder(packageName, type.build()).skipJavaLangImports(true).build();
  }

  private MethodSpec list() {
    return MethodSpec.methodBuilder("bots")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(List.class, BotSpec.class))
        .addStatement(
            "return $T.of($L)",
            List.class,
            bots.stream().map(bot -> CodeBlock.of("$L()", method(bot))).collect(arguments()))
        .build();
  }

  /** One method a bot: a method is limited to 64 KB. */
  private static MethodSpec specification(BotModel bot) {
    return MethodSpec.methodBuilder(method(bot))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(BotSpec.class)
        .addStatement(
            "return new $T($T.$L, $S, $S, $S, $L, $L, (values, ports) -> $L)",
            BotSpec.class,
            BotSpec.Kind.class,
            bot.kind().name(),
            bot.name(),
            bot.upstream(),
            bot.doc().summary(),
            list(bot.params().stream().map(CatalogWriter::specification).toList()),
            texts(bot.ignored()),
            creation(bot))
        .build();
  }

  private static CodeBlock specification(ParamSpec param) {
    return CodeBlock.of(
        "new $T($S, $T.$L, $L, $S, $S, $L, $L, $L, $S)",
        ParamSpec.class,
        param.name(),
        ParamType.class,
        param.type().name(),
        param.required(),
        param.byDefault(),
        param.doc(),
        texts(param.choices()),
        number(param.min()),
        number(param.max()),
        param.pattern());
  }

  private static CodeBlock creation(BotModel bot) {
    return CodeBlock.of(
        "new $T($L)",
        bot.type(),
        bot.arguments().stream().map(CatalogWriter::argument).collect(arguments()));
  }

  private static CodeBlock argument(BotModel.Argument argument) {
    return switch (argument) {
      case BotModel.Port(String method) -> CodeBlock.of("ports.$L()", method);
      case BotModel.Settings settings -> settings(settings);
    };
  }

  private static CodeBlock settings(BotModel.Settings settings) {
    return CodeBlock.of(
        "new $T($L)",
        settings.type(),
        settings.components().stream()
            .map(component ->
                switch (component) {
                  case BotModel.Parameter parameter -> parameter.read();
                  case BotModel.Settings nested -> settings(nested);
                })
            .collect(arguments()));
  }

  private static CodeBlock texts(List<String> texts) {
    return list(texts.stream().map(text -> CodeBlock.of("$S", text)).toList());
  }

  private static CodeBlock list(List<CodeBlock> items) {
    return CodeBlock.of("$T.of($L)", List.class, items.stream().collect(arguments()));
  }

  private static CodeBlock number(double number) {
    if (Double.isInfinite(number)) {
      return CodeBlock.of(
          "$T.$L", Double.class, number < 0 ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY");
    }
    return CodeBlock.of("$L", number);
  }

  private static Collector<CodeBlock, ?, CodeBlock> arguments() {
    return CodeBlock.joining(", ");
  }

  private ClassName className() {
    return ClassName.get(packageName, "BotCatalog");
  }

  private static String method(BotModel bot) {
    return bot.kind().label() + "_" + bot.name().replace('-', '$');
  }

  /** The package that contains both. */
  private static String common(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? a : String.join(".", Arrays.asList(left).subList(0, mismatch));
  }
}
