package intelmq.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import intelmq.bot.BatchExpert;
import intelmq.bot.Collector;
import intelmq.bot.Expert;
import intelmq.bot.Output;
import intelmq.bot.Parser;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may depend on what, so that a bot is a function of its input and its ports. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("intelmq");

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("intelmq..");

  private static final DescribedPredicate<JavaClass> MODEL =
      resideInAnyPackage("intelmq.harmonization..", "intelmq.python..");

  private static final DescribedPredicate<JavaClass> API = resideInAPackage("intelmq.bot..");

  private static final DescribedPredicate<JavaClass> BOTS =
      resideInAnyPackage(
          "intelmq.collectors..", "intelmq.parsers..", "intelmq.experts..", "intelmq.outputs..");

  /** What collectors have in common; no bots are in there. */
  private static final DescribedPredicate<JavaClass> SHARED =
      resideInAnyPackage("intelmq.collectors.archive..", "intelmq.collectors.content..");

  /** What is the same wherever and whenever it runs. */
  private static final DescribedPredicate<JavaClass> PURE = MODEL.or(API).or(BOTS);

  private static final DescribedPredicate<JavaClass> A_BOT =
      assignableTo(Collector.class)
          .or(assignableTo(Parser.class))
          .or(assignableTo(Expert.class))
          .or(assignableTo(BatchExpert.class))
          .or(assignableTo(Output.class));

  private static final DescribedPredicate<JavaClass> NETWORK =
      resideInAnyPackage(
              "java.net..",
              "javax.net..",
              "java.nio.channels..",
              "org.apache.hc..",
              "org.xbill..",
              "jakarta.mail..",
              "org.eclipse.angus..")
          .and(
              not(named("text only", "java\\.net\\.(URI|URISyntaxException|IDN|URL(De|En)coder)")));

  private static final DescribedPredicate<JavaClass> CHANCE =
      named(
          "random numbers",
          "java\\.util\\.(\\w*Random|random\\..*|concurrent\\.ThreadLocalRandom)"
              + "|java\\.security\\.SecureRandom");

  /** Whether colours are wanted is said in NO_COLOR, which belongs to the operator's shell. */
  private static final DescribedPredicate<JavaClass> TERMINAL =
      named("the terminal", "intelmq\\.ctl\\.Screen");

  private static final DescribedPredicate<JavaAccess<?>> ENVIRONMENT =
      member("the environment", "java\\.lang\\.System\\.getenv\\(.*");

  private static final DescribedPredicate<JavaAccess<?>> CLOCKS =
      member(
          "a clock of its own, or chance",
          "java\\.time\\.\\w+\\.now\\((java\\.time\\.ZoneId)?\\)"
              + "|java\\.time\\.Clock\\.(system|tick).*"
              + "|java\\.time\\.InstantSource\\.system\\(\\)"
              + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(\\)"
              + "|java\\.lang\\.Thread\\.sleep\\(.*"
              + "|java\\.lang\\.Math\\.random\\(\\)"
              + "|java\\.util\\.UUID\\.randomUUID\\(\\)"
              + "|java\\.util\\.Date\\.<init>\\(\\)"
              + "|java\\.util\\.Calendar\\.getInstance\\(.*");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "intelmq.harmonization",
        "intelmq.python",
        "intelmq.bot",
        "intelmq.runtime",
        "intelmq.lambda",
        "intelmq.collectors.http",
        "intelmq.parsers.generic",
        "intelmq.experts.filter",
        "intelmq.outputs.file"
      })
  void rulesSeeAllModules(String name) {
    assertThat(CLASSES.containPackage(name)).isTrue();
  }

  @Test
  void theDataModelDependsOnNothingOfOurs() {
    noClasses().that(MODEL).should().dependOnClassesThat(OURS.and(not(MODEL))).check(CLASSES);
  }

  @Test
  void theApiDependsOnTheDataModel() {
    noClasses().that(API).should().dependOnClassesThat(OURS.and(not(MODEL.or(API)))).check(CLASSES);
  }

  @Test
  void botsDependOnTheApi() {
    noClasses()
        .that(BOTS)
        .should()
        .dependOnClassesThat(OURS.and(not(MODEL.or(API).or(BOTS))))
        .check(CLASSES);
  }

  @Test
  void theRuntimeDependsOnNoBot() {
    noClasses()
        .that(resideInAnyPackage("intelmq.runtime..", "intelmq.lambda.."))
        .should()
        .dependOnClassesThat(BOTS)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collectors", "parsers", "experts", "outputs"})
  void kindsAndTopicsDoNotDependOnEachOther(String kind) {
    String own = "intelmq." + kind + "..";
    noClasses()
        .that(resideInAPackage(own))
        .should()
        .dependOnClassesThat(BOTS.and(not(resideInAPackage(own))))
        .check(CLASSES);
    slices()
        .matching("intelmq." + kind + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), SHARED)
        .check(CLASSES);
  }

  @Test
  void botsDoNotKnowAws() {
    noClasses()
        .that(PURE)
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
        .check(CLASSES);
  }

  @Test
  void botsReachNetworksThroughPorts() {
    noClasses().that(PURE).should().dependOnClassesThat(NETWORK).check(CLASSES);
  }

  @Test
  void botsHaveTimeAndChanceFromPorts() {
    noClasses()
        .that(PURE)
        .should()
        .accessTargetWhere(CLOCKS)
        .orShould()
        .dependOnClassesThat(CHANCE)
        .check(CLASSES);
  }

  @Test
  void handlersAloneReadTheEnvironment() {
    noClasses()
        .that(OURS.and(not(resideInAPackage("intelmq.lambda.."))).and(not(TERMINAL)))
        .should()
        .accessTargetWhere(ENVIRONMENT)
        .check(CLASSES);
  }

  @Test
  void botsAreFinalAndInTheirCatalogue() {
    List<JavaClass> bots =
        CLASSES.stream()
            .filter(A_BOT.and(not(describe("interfaces", JavaClass::isInterface))))
            .toList();
    assertThat(bots)
        .hasSizeGreaterThan(10)
        .allSatisfy(bot -> {
          assertThat(bot.getModifiers()).contains(JavaModifier.FINAL);
          assertThat(SHARED.test(bot)).isFalse();
          assertThat(bot.getDirectDependenciesToSelf())
              .anySatisfy(
                  use -> assertThat(use.getOriginClass().getSimpleName()).isEqualTo("BotCatalog"));
        });
  }

  private static DescribedPredicate<JavaClass> named(String description, String pattern) {
    Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
    return describe(description, type -> matches.test(type.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> member(String description, String pattern) {
    Predicate<String> matches = Pattern.compile(pattern).asMatchPredicate();
    return describe(description, access -> matches.test(access.getTarget().getFullName()));
  }
}
