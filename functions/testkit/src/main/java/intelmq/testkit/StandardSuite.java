package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every bot of the module's catalogue must pass, without being asked: its golden folders
 * ({@code src/test/golden/<bot>/<case>}; {@code ./build -Dupdate} writes their expected files
 * anew), mistakes in its parameters, reports and events that are not what it expects, and many
 * threads at once. A module has one subclass, which needs no code.
 */
public abstract class StandardSuite {
  /** Where the golden folders lie. */
  static final Path ROOT = Path.of("src", "test", "golden");

  @TestFactory
  final Stream<DynamicNode> golden() {
    return bots().stream()
        .map(spec -> {
          List<GoldenCase> cases = GoldenCase.of(spec, ROOT);
          return cases.isEmpty()
              ? dynamicTest(
                  spec.name(), () -> fail("no golden folder " + ROOT.resolve(spec.name())))
              : dynamicContainer(spec.name(), cases.stream().map(StandardSuite::test));
        });
  }

  @TestFactory
  final Stream<DynamicNode> configuration() {
    return bots().stream()
        .map(spec -> dynamicContainer(spec.name(), ConfigurationSuite.tests(spec)));
  }

  @TestFactory
  final Stream<DynamicNode> hostile() {
    return cases()
        .filter(golden -> golden.spec().kind() != Kind.COLLECTOR)
        .map(golden ->
            golden.spec().kind() == Kind.PARSER
                ? dynamicContainer(title(golden), HostileReports.tests(golden))
                : dynamicTest(title(golden), () -> HostileEvents.run(golden)));
  }

  /** All but collectors, of which each runs alone. */
  @TestFactory
  final Stream<DynamicNode> threads() {
    return cases()
        .filter(golden -> golden.spec().kind() != Kind.COLLECTOR)
        .map(golden -> dynamicTest(title(golden), () -> Threads.run(golden)));
  }

  @Test
  final void everyGoldenFolderIsThatOfABot() {
    assertThat(GoldenCase.folders(ROOT))
        .extracting(GoldenCase::name)
        .isSubsetOf(bots().stream().map(BotSpec::name).toList());
  }

  /** The bots of the module. */
  static List<BotSpec> bots() {
    List<BotSpec> bots =
        ServiceLoader.load(Catalog.class).stream()
            .flatMap(catalog -> catalog.get().bots().stream())
            .toList();
    assertThat(bots).as("the module's catalogue").isNotEmpty();
    return bots;
  }

  private static Stream<GoldenCase> cases() {
    return bots().stream().flatMap(spec -> GoldenCase.of(spec, ROOT).stream());
  }

  private static String title(GoldenCase golden) {
    return golden.spec().name() + ": " + GoldenCase.name(golden.folder());
  }

  private static DynamicNode test(GoldenCase golden) {
    return dynamicTest(
        GoldenCase.name(golden.folder()),
        () -> {
          switch (golden.spec().kind()) {
            case COLLECTOR -> GoldenCollector.run(golden);
            case PARSER -> GoldenParser.run(golden);
            case EXPERT -> GoldenExpert.run(golden);
            case OUTPUT -> GoldenOutput.run(golden);
          }
        });
  }
}
