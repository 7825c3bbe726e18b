package intelmq.catalog;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** A module of bots, compiled with the processor. */
final class Built {
  private static final Built ALL =
      compile(
          "bots/collect/FetchCollector.java",
          "bots/parse/LinesParser.java",
          "bots/enrich/MarkExpert.java",
          "bots/enrich/AskExpert.java",
          "bots/deliver/NowhereOutput.java");

  private final Compilation compilation;

  private Built(Compilation compilation) {
    this.compilation = compilation;
  }

  /** All bots of the test's resources. */
  static Built all() {
    return ALL;
  }

  /** Bots of the test's resources, compiled as strictly as the project's own. */
  static Built compile(String... resources) {
    return new Built(
        javac()
            .withProcessors(new CatalogProcessor())
            .withOptions("-Xlint:all,-processing", "-Werror", "--release", "25")
            .compile(Arrays.stream(resources).map(JavaFileObjects::forResource).toList()));
  }

  /** A bot as its catalogue has it, found as a function finds it. */
  BotSpec bot(BotSpec.Kind kind, String name) {
    for (Catalog catalog : ServiceLoader.load(Catalog.class, loader())) {
      for (BotSpec bot : catalog.bots()) {
        if (bot.kind() == kind && bot.name().equals(name)) {
          return bot;
        }
      }
    }
    throw new AssertionError("no bot " + name);
  }

  /** The text of a generated file. */
  String resource(String path) {
    assertThat(compilation.diagnostics()).isEmpty();
    try (InputStream in =
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, path)
            .orElseThrow(() -> new AssertionError("no " + path + " in " + compilation))
            .openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("BanClassLoader") // loads what was compiled from this test's own resources
  private ClassLoader loader() {
    assertThat(compilation.diagnostics()).isEmpty();
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "bots");
      for (JavaFileObject file : compilation.generatedFiles()) {
        copy(file, folder);
      }
      return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Catalog.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(JavaFileObject file, Path folder) throws IOException {
    String path = file.toUri().getPath();
    String output = "/" + StandardLocation.CLASS_OUTPUT.name() + "/";
    if (path.startsWith(output)) {
      Path target = folder.resolve(path.substring(output.length()));
      Files.createDirectories(target.getParent());
      try (InputStream in = file.openInputStream()) {
        Files.copy(in, target);
      }
    }
  }
}
