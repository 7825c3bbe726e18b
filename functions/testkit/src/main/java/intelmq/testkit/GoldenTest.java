package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every bot of the module's catalogue on its golden folders, {@code src/test/golden/<bot>/
 * <case>}, and compares what it does with the files there; {@code ./build -Dupdate} writes them
 * anew. A module has one subclass, which needs no code.
 */
public abstract class GoldenTest {
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
              : dynamicContainer(spec.name(), cases.stream().map(GoldenTest::test));
        });
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
