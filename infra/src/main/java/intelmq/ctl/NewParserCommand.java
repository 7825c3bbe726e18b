package intelmq.ctl;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a parser that works on a list of addresses, to be changed into what is wanted. */
@Command(
    name = "parser",
    description =
        "Writes the class and the golden folder of a parser that reads one address a line; change both.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class NewParserCommand implements Callable<Integer> {
  private static final String CLASS =
      """
      package intelmq.parsers.%1$s;

      import intelmq.bot.Bot;
      import intelmq.bot.Outcome;
      import intelmq.bot.Parser;
      import intelmq.bot.framing.Framing;
      import intelmq.bot.framing.LineFraming;
      import intelmq.harmonization.Event;
      import intelmq.harmonization.Fields;
      import intelmq.harmonization.Report;

      /** Parses a list of addresses, one a line. */
      @Bot(name = "%2$s")
      public final class %3$sParser implements Parser<String> {
        /** The parser. */
        public %3$sParser() {}

        @Override
        public Framing<String> framing() {
          return LineFraming.ignoring("#");
        }

        @Override
        public Outcome parse(String line, Report report) {
          var event = new Event(report);
          event.add(Fields.CLASSIFICATION_TYPE, "blacklist");
          event.add(Fields.SOURCE_IP, line);
          event.add(Fields.RAW, line);
          return Outcome.of(event);
        }
      }
      """;

  private static final String PACKAGE =
      """
      /** Parsers of %1$s. */
      @NullMarked
      package intelmq.parsers.%1$s;

      import org.jspecify.annotations.NullMarked;
      """;

  private static final String INPUT =
      """
      # a comment
      192.0.2.1
      not an address
      2001:db8::1
      """;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The parser's name: lower case letters, digits, hyphens.")
  private String name = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "The package below intelmq.parsers, for instance the provider; by default the name.")
  private @Nullable String topic;

  @Override
  public Integer call() throws IOException {
    String folder = (topic == null ? name : topic).replace("-", "");
    if (!name.matches("[a-z][a-z0-9-]*") || !folder.matches("[a-z][a-z0-9]*")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "a name has lower case letters, digits and hyphens, and begins with a letter: " + name);
    }
    Path module = IntelmqCtl.home(spec).resolve("functions/parsers");
    Path sources = module.resolve("src/main/java/intelmq/parsers").resolve(folder);
    String type =
        Arrays.stream(name.split("-", -1))
            .map(NewParserCommand::capitalise)
            .collect(Collectors.joining());
    Path source = sources.resolve(type + "Parser.java");
    Path golden = module.resolve("src/test/golden").resolve(name).resolve("example");
    NewFile.write(source, CLASS.formatted(folder, name, type));
    if (!Files.exists(sources.resolve("package-info.java"))) {
      NewFile.write(sources.resolve("package-info.java"), PACKAGE.formatted(folder));
    }
    NewFile.write(golden.resolve("input.txt"), INPUT);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Written:");
    out.println("  " + source);
    out.println("  " + golden.resolve("input.txt"));
    out.println(
        "Put a report of yours into the golden folder, change the class, then have the expected events written:");
    out.println(
        "  ./build -pl functions/parsers -am -Dtest=StandardSuiteTest#golden -Dsurefire.failIfNoSpecifiedTests=false -Dupdate");
    out.println("and read " + golden.resolve("expected.jsonl"));
    return 0;
  }

  private static String capitalise(String word) {
    return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
