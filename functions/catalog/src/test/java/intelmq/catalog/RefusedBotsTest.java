package intelmq.catalog;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for bots, broken in an otherwise good bot; the mark shows where the error must be. */
final class RefusedBotsTest {
  private static final String MARK = "/*!*/";

  private static final String IMPORTS =
      """
      package bots.bad;

      import intelmq.bot.*;
      import intelmq.bot.config.*;
      import intelmq.bot.port.*;
      import intelmq.harmonization.*;
      import java.util.*;
      import org.jspecify.annotations.*;

      """;

  private static final String CONFIG = "public record Config(@Param(\"A.\") int a) {} ";

  private static final String BODY =
      """
        @Override
        public Verdict process(Event event) {
          return Verdict.FORWARD;
        }
      """;

  static Stream<Arguments> classes() {
    return Stream.of(
        arguments(
            "no Javadoc",
            "@Bot(name = \"bad\") public final class /*!*/Bad implements Expert {}",
            "a bot must have a Javadoc comment: its reference page begins with it"),
        arguments(
            "not final",
            "/** Bad. */ @Bot(name = \"bad\") public class /*!*/Bad implements Expert {}",
            "a bot must be a public final class, not nested and not generic"),
        arguments(
            "not public",
            "/** Bad. */ @Bot(name = \"bad\") final class /*!*/Bad implements Expert {}",
            "a bot must be a public final class, not nested and not generic"),
        arguments(
            "generic",
            "/** Bad. */ @Bot(name = \"bad\") public final class /*!*/Bad<T> implements Expert {}",
            "a bot must be a public final class, not nested and not generic"),
        arguments(
            "a record",
            "/** Bad. */ @Bot(name = \"bad\") public record /*!*/Bad() implements Expert {}",
            "a bot must be a public final class, not nested and not generic"),
        arguments(
            "of no kind",
            "/** Bad. */ @Bot(name = \"bad\") public final class /*!*/Bad implements Runnable {}",
            "a bot must implement exactly one of Collector, Parser, Expert, BatchExpert, Output"),
        arguments(
            "of two kinds",
            """
            /** Bad. */
            @Bot(name = "bad")
            public final class /*!*/Bad implements Expert, Output {
              public List<Delivery> deliver(Batch batch) {
                return List.of();
              }
            }
            """,
            "a bot must implement exactly one of Collector, Parser, Expert, BatchExpert, Output"),
        arguments(
            "name in capitals",
            "/** Bad. */ @Bot(name = \"Bad\") public final class /*!*/Bad implements Expert {}",
            "'Bad' is no name of a bot; it must match [a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"),
        arguments(
            "ignored twice",
            """
            /** Bad. */
            @Bot(name = "bad", ignored = {"a", "a"})
            public final class /*!*/Bad implements Expert {}
            """,
            "'a' is ignored, but also a parameter or ignored twice"),
        arguments(
            "parameter ignored",
            """
            /** Bad. */
            @Bot(name = "bad", ignored = "a")
            public final class /*!*/Bad implements Expert {
              public record Config(@Param("A.") int a) {}
              public Bad(Config config) {}
            }
            """,
            "'a' is ignored, but also a parameter or ignored twice"),
        arguments(
            "no public constructor",
            expert(MARK, "Bad() {}"),
            "a bot must have exactly one public constructor, not 0"),
        arguments(
            "two public constructors",
            expert(MARK, "public Bad() {} public Bad(Http http) {}"),
            "a bot must have exactly one public constructor, not 2"),
        arguments(
            "constructor throws",
            expert("", "public /*!*/Bad() throws java.io.IOException {}"),
            "the constructor must not throw: files and networks are for first use"),
        arguments(
            "something that is no port",
            expert("", "public Bad(Http http, String /*!*/text) {}"),
            "Harmonization), not java.lang.String"),
        arguments(
            "a port twice",
            expert("", "public /*!*/Bad(Http a, Http b) {}"),
            "the constructor takes something twice"),
        arguments(
            "Config not taken",
            expert("", CONFIG + "public /*!*/Bad() {}"),
            "the constructor must take Config"),
        arguments(
            "Config no record",
            expert("", "public static final class /*!*/Config {} public Bad() {}"),
            "Config must be a record"),
        arguments(
            "Config not public",
            expert("", "record /*!*/Config(@Param(\"A.\") int a) {} public Bad(Config c) {}"),
            "Config must be public: the catalogue builds it"));
  }

  static Stream<Arguments> components() {
    return Stream.of(
        arguments(
            "int /*!*/a", "Config.a must have @Param, or be a record whose components have it"),
        arguments("@Param(\" \") int /*!*/a", "parameter 'a': @Param must say what it means"),
        arguments("@Param(\"A.\") float /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") List<Integer> /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") List<?> /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") Set<String> /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") Map<String, Integer> /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") Small /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") Hidden /*!*/a", typeOf("a")),
        arguments("@Param(\"A.\") FeedInfo /*!*/a", typeOf("a")),
        arguments(
            "@Param(\"A.\") Integer /*!*/a",
            "Config.a must be @Nullable, or of the primitive type"),
        arguments("@Param(\"A.\") @Nullable int /*!*/a", "Config.a is never null: no @Nullable"),
        arguments(
            "@Param(value = \"A.\", byDefault = \"b\") @Nullable String /*!*/a",
            "Config.a has a default and is never null: no @Nullable"),
        arguments(
            "@Nullable FeedInfo /*!*/feed",
            "Config.feed cannot be @Nullable: its parameters can be"),
        arguments("Loop /*!*/loop", "Loop contains itself"),
        arguments("Closed /*!*/closed", "Closed must be public: the catalogue builds it"),
        arguments(
            "Open /*!*/open", "Open.b must have @Param, or be a record whose components have it"),
        arguments(
            "FeedInfo feed, @Param(\"A.\") String /*!*/name", "there is a second parameter 'name'"),
        arguments(
            "@Param(\"A.\") String name, FeedInfo /*!*/feed", "there is a second parameter 'name'"),
        arguments(
            "@Param(value = \"A.\", name = \"a b\") String /*!*/a",
            "'a b' is no name of a parameter"),
        arguments(
            "@Param(value = \"A.\", min = 1) String /*!*/a",
            "parameter 'a': only numbers have min and max"),
        arguments(
            "@Param(value = \"A.\", max = 1) boolean /*!*/a",
            "parameter 'a': only numbers have min and max"),
        arguments(
            "@Param(value = \"A.\", min = 2, max = 1) int /*!*/a",
            "parameter 'a': min is larger than max"),
        arguments(
            "@Param(value = \"A.\", pattern = \".\") int /*!*/a",
            "parameter 'a': only texts have a pattern"),
        arguments(
            "@Param(value = \"A.\", pattern = \"(\") String /*!*/a",
            "parameter 'a': the pattern is none: Unclosed group"));
  }

  static Stream<Arguments> defaults() {
    return Stream.of(
        arguments("int", "b", "the default b must be whole number"),
        arguments("int", "'1'", "the default '1' must be whole number"),
        arguments("int", "1.5", "must be whole number from -2147483648 to 2147483647, not '1.5'"),
        arguments("int", "3000000000", "2147483647, not '3000000000'"),
        arguments("long", "true", "the default true must be whole number"),
        arguments("double", "much", "the default much must be number"),
        arguments("boolean", "yes", "the default yes must be true or false"),
        arguments("String", "", "the default  must be text; put it into quotes"),
        arguments("String", "null", "the default null must be text; put it into quotes"),
        arguments("String", ",", "the default , must be text; put it into quotes"),
        arguments("String", "a: b", "the default a: b must be text; put it into quotes"),
        arguments("String", "a #b", "the default a #b must be text; put it into quotes"),
        arguments("String", " a", "the default  a must be text; put it into quotes"),
        arguments("String", "'a'b'", "the default 'a'b' must be text; put it into quotes"),
        arguments("String", "[a]", "the default [a] must be text; put it into quotes"),
        arguments("Choice", "three", "must be one of one, two, not 'three'"),
        arguments(
            "List<String>", "[a, 1]", "the default [a, 1] must be list of texts; write it as JSON"),
        arguments(
            "List<String>", "[null]", "parameter 'a' must be list of texts, not a list or map"),
        arguments(
            "Map<String, String>",
            "a",
            "the default a must be map from text to text; write it as JSON"),
        arguments("Map<String, Object>", "[]", "the default [] must be map; write it as JSON"),
        arguments("Secret", "a", "a secret has no default"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("classes")
  void refusesClasses(String name, String source, String message) {
    assertThat(name).isNotEmpty();
    refuses(source, message);
  }

  @ParameterizedTest
  @MethodSource("components")
  void refusesComponents(String components, String message) {
    refuses(configured(components), message);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void refusesDefaults(String type, String text, String message) {
    refuses(
        configured("@Param(value = \"A.\", byDefault = \"" + text + "\") " + type + " /*!*/a"),
        message);
  }

  @Test
  void refusesASecondBotOfTheSameNameAndKind() {
    String source = expert("", "public Bad() {}");

    Compilation compilation =
        javac()
            .withProcessors(new CatalogProcessor())
            .compile(
                JavaFileObjects.forSourceString("bots.bad.Bad", IMPORTS + source),
                JavaFileObjects.forSourceString(
                    "bots.bad.Worse", IMPORTS + source.replace("Bad", "Worse")));

    assertThat(compilation.errors())
        .singleElement()
        .extracting(error -> error.getMessage(Locale.ROOT))
        .isEqualTo("expert 'bad' is also bots.bad.Bad");
  }

  @Test
  void reportsAllErrorsAtOnce() {
    assertThat(compile(configured("int a, @Param(\"B.\") float b")).errors()).hasSize(2);
  }

  @Test
  void leavesTypesThatDoNotExistToTheCompiler() {
    assertThat(compile(configured("@Param(\"A.\") Missing a")).errors())
        .singleElement()
        .extracting(error -> error.getMessage(Locale.ROOT))
        .asString()
        .startsWith("cannot find symbol");
  }

  /** Compiles and looks for the error on the line of the mark. */
  private static void refuses(String source, String message) {
    String text = IMPORTS + source;

    assertThat(compile(source).errors())
        .anySatisfy(error -> {
          assertThat(error.getMessage(Locale.ROOT)).endsWith(message);
          assertThat(error.getLineNumber())
              .isEqualTo(text.substring(0, text.indexOf(MARK)).lines().count());
        });
  }

  private static Compilation compile(String source) {
    return javac()
        .withProcessors(new CatalogProcessor())
        .compile(JavaFileObjects.forSourceString("bots.bad.Bad", IMPORTS + source));
  }

  private static String typeOf(String component) {
    return "Config."
        + component
        + " has a type that no parameter has; it must be String, int, long, double, boolean, a"
        + " public enum with constants in upper case, List<String>, Map<String, String>,"
        + " Map<String, Object>, Object, Secret, Source, or @Nullable Integer, Long, Double, Boolean";
  }

  private static String configured(String components) {
    return expert(
        "",
        """
        public record Config(
            %s) {}
        public record Loop(Loop loop) {}
        public record Open(int b) {}
        record Closed() {}
        public enum Choice { ONE, TWO }
        public enum Small { one }
        enum Hidden { ONE }
        public Bad(Config config) {}
        """
            .formatted(components));
  }

  private static String expert(String mark, String members) {
    return """
    /** Bad. */
    @Bot(name = "bad")
    public final class %sBad implements Expert {
    %s
    %s
    }
    """
        .formatted(mark, members, BODY);
  }
}
