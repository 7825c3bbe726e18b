package intelmq.catalog;

import com.google.auto.service.AutoService;
import com.sun.source.util.DocTrees;
import intelmq.bot.Bot;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.Catalog;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardLocation;

/**
 * Checks the bots of a module and writes their catalogue, found by {@link java.util.ServiceLoader},
 * and of each bot a JSON schema of its parameters and a reference page.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("intelmq.bot.Bot")
public final class CatalogProcessor extends AbstractProcessor {
  private boolean done;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> types = ElementFilter.typesIn(round.getElementsAnnotatedWith(Bot.class));
    if (!types.isEmpty()) {
      var problems = new Problems(processingEnv.getMessager());
      if (done) {
        types.forEach(type -> problems.error(type, "a bot cannot be in generated code"));
      } else {
        done = true;
        List<BotModel> bots = read(types, problems);
        if (problems.count() == 0) {
          write(bots);
        }
      }
    }
    return false;
  }

  private List<BotModel> read(Set<TypeElement> types, Problems problems) {
    var reader =
        new BotReader(
            problems,
            new JavadocMarkdown(DocTrees.instance(processingEnv)),
            processingEnv.getElementUtils(),
            processingEnv.getTypeUtils());
    List<BotModel> bots =
        types.stream()
            .map(reader::read)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(BotModel::kind).thenComparing(BotModel::name))
            .toList();
    checkNames(bots, problems);
    return bots;
  }

  private static void checkNames(List<BotModel> bots, Problems problems) {
    Map<Key, BotModel> names = new HashMap<>();
    for (BotModel bot : bots) {
      BotModel other = names.putIfAbsent(new Key(bot.kind(), bot.name()), bot);
      if (other != null) {
        problems.error(
            bot.type(), bot.kind().label() + " '" + bot.name() + "' is also " + other.type());
      }
    }
  }

  private void write(List<BotModel> bots) {
    Element[] origins = bots.stream().map(BotModel::type).toArray(Element[]::new);
    var catalog = new CatalogWriter(bots);
    try {
      catalog.file().writeTo(processingEnv.getFiler());
      resource("META-INF/services/" + Catalog.class.getName(), catalog.name() + "\n", origins);
      for (BotModel bot : bots) {
        resource(bot.path("schema", ".json"), Json.text(Schema.of(bot)) + "\n", bot.type());
        resource(bot.path("docs", ".md"), Page.of(bot), bot.type());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void resource(String path, String content, Element... origins) throws IOException {
    try (Writer out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", path, origins)
            .openWriter()) {
      out.write(content);
    }
  }

  /** What must be unique. */
  private record Key(Kind kind, String name) {}
}
