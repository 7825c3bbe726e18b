package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.Values;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.catalog.CatalogProcessor;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.lambda.CollectorFunction;
import intelmq.lambda.ParserFunction;
import intelmq.localstack.resource.ResourceTypes;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Properties;
import intelmq.localstack.template.Resource;
import intelmq.localstack.template.Templates;
import intelmq.runtime.Environment;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code intelmqctl new} writes compiles, expands and works. */
class NewCommandTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path home;

  @Test
  @SuppressWarnings("BanClassLoader") // what is loaded was compiled a moment ago
  void aNewParserParsesItsGoldenFolder() throws IOException {
    Run run = Run.of(home, "new", "parser", "my-list", "--topic", "example");
    assertThat(run.status()).as(run.err()).isZero();
    Path sources = home.resolve("functions/parsers/src/main/java/intelmq/parsers/example");
    assertThat(run.out()).contains(sources.resolve("MyListParser.java").toString());
    Path classes = compile(sources);
    Path input = home.resolve("functions/parsers/src/test/golden/my-list/example/input.txt");
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      BotSpec spec =
          ServiceLoader.load(Catalog.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .flatMap(catalog -> catalog.bots().stream())
              .filter(bot -> bot.name().equals("my-list"))
              .findFirst()
              .orElseThrow();
      var clock = InstantSource.system();
      var ports =
          new AwsPorts(
              new AwsClients(Map.of()),
              new Environment(Map.of()),
              clock,
              () -> new HttpPort(Map.of()),
              Harmonization.standard());
      Object bot = spec.create(Values.of(spec, Map.of(), _ -> () -> ""), ports);
      List<Outcome> outcomes = outcomes((Parser<?>) bot, input);
      assertThat(outcomes)
          .filteredOn(outcome ->
              outcome instanceof Outcome.Events events
                  && events.events().getFirst().refusal().isEmpty())
          .hasSize(2)
          .extracting(
              outcome -> ((Outcome.Events) outcome).events().getFirst().text(Fields.SOURCE_IP))
          .containsExactly("192.0.2.1", "2001:db8::1");
      assertThat(outcomes).as("and one that is no address").hasSize(3);
    }
  }

  @Test
  void nothingIsOverwritten() {
    assertThat(Run.of(home, "new", "parser", "once").status()).isZero();
    Run again = Run.of(home, "new", "parser", "once");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("OnceParser.java is there already");
  }

  @Test
  void aNewFeedExpandsAndItsFunctionsStart() throws IOException {
    copyTemplates();
    Run dropped =
        Run.of(home, "new", "feed", "my-files", "--parser", "{csv: {columns: [source.ip]}}");
    assertThat(dropped.status()).as(dropped.err()).isZero();
    Run fetched =
        Run.of(
            home,
            "new",
            "feed",
            "my-list",
            "--parser",
            "feodotracker",
            "--url",
            "https://www.example.com/list.json",
            "--title",
            "My list",
            "--schedule",
            "rate(6 hours)");
    assertThat(fetched.status()).as(fetched.err()).isZero();
    List<Resource> resources =
        Templates.expand(
                home.resolve("template.yaml"),
                "intelmq",
                Map.of(),
                new Account("123456789012", "eu-central-1"),
                new ResourceTypes("https://sqs.eu-central-1.amazonaws.com"))
            .resources();
    for (String feed : List.of("my-files", "my-list")) {
      assertThat(new CollectorFunction(environment(resources, "intelmq-" + feed + "-collector")))
          .isNotNull();
      assertThat(new ParserFunction(environment(resources, "intelmq-" + feed + "-parser")))
          .isNotNull();
    }
    assertThat(resources)
        .filteredOn(resource -> resource.type().equals("AWS::Scheduler::Schedule"))
        .filteredOn(resource -> resource.path().startsWith("MyList/"))
        .singleElement()
        .satisfies(schedule ->
            assertThat(schedule.properties().text("ScheduleExpression"))
                .isEqualTo("rate(6 hours)"));
  }

  private static Map<String, String> environment(List<Resource> resources, String function) {
    Properties variables =
        resources.stream()
            .filter(resource -> resource.type().equals("AWS::Lambda::Function"))
            .filter(resource -> resource.properties().text("FunctionName").equals(function))
            .findFirst()
            .orElseThrow()
            .properties()
            .map("Environment")
            .map("Variables");
    var environment = new HashMap<String, String>();
    variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
    environment.put("AWS_REGION", "eu-central-1");
    return environment;
  }

  private void copyTemplates() throws IOException {
    Files.createDirectories(home.resolve("infra"));
    Files.copy(PROJECT.resolve("template.yaml"), home.resolve("template.yaml"));
    try (Stream<Path> files = Files.list(PROJECT.resolve("infra"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, home.resolve("infra").resolve(file.getFileName()));
      }
    }
  }

  /** Compiles all sources of a folder with the catalogue's processor. */
  private Path compile(Path sources) throws IOException {
    Path classes = Files.createDirectories(home.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.list(sources)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages,
              files,
              null,
              List.of("-Xlint:all,-processing,-path", "-Werror", "-parameters"),
              null,
              files.getJavaFileObjectsFromPaths(all.toList()));
      task.setProcessors(List.of(new CatalogProcessor()));
      assertThat(task.call()).as(messages.toString()).isTrue();
    }
    return classes;
  }

  private static <R> List<Outcome> outcomes(Parser<R> parser, Path input) throws IOException {
    var outcomes = new ArrayList<Outcome>();
    try (InputStream in = Files.newInputStream(input);
        Framing.Frames<R> frames = parser.framing().open(in)) {
      for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
        if (frame instanceof Frame.Whole<R> whole) {
          outcomes.add(parser.parse(whole.record(), new Report()));
        }
      }
    }
    return outcomes;
  }
}
