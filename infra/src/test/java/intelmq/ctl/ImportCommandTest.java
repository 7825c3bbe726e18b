package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code intelmqctl import} makes of configurations. */
final class ImportCommandTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String BOTS = "intelmq.bots.";

  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\| ((?:collectors|parsers|experts|outputs)\\.[a-z0-9_.]+) \\|");

  /** Two feeds, a chain of experts with a pair of copies, and a file. */
  private static final String SMALL =
      """
      global:
        http_proxy: http://proxy.example.com:3128
        logging_level: INFO
      botnets-collector:
        name: URL Fetcher
        group: Collector
        module: intelmq.bots.collectors.http.collector_http
        run_mode: continuous
        parameters:
          http_url: https://www.example.com/list.json
          http_password:
          name: Botnets
          provider: Example
          rate_limit: 86400
          destination_queues: {_default: [botnets-parser-queue]}
      botnets-parser:
        module: intelmq.bots.parsers.abusech.parser_feodotracker
        parameters: {destination_queues: {_default: [seen-expert-queue]}}
      Networks-Collector:
        module: intelmq.bots.collectors.http.collector_http
        parameters:
          http_url: https://www.example.com/drop.txt
          http_verify_cert: false
          destination_queues: networks-parser-queue
      networks-parser:
        module: intelmq.bots.parsers.spamhaus.parser_drop
        parameters: {destination_queues: [seen-expert-queue]}
      seen-expert:
        module: intelmq.bots.experts.deduplicator.expert
        parameters:
          filter_keys: raw,time.observation
          redis_cache_host: 127.0.0.1
          instances_threads: 4
          destination_queues: {_default: taxonomy-expert-queue}
      taxonomy-expert:
        module: intelmq.bots.experts.taxonomy.expert
        parameters:
          load_balance: true
          destination_queues: {_default: [name-1-expert-queue, name-2-expert-queue]}
      name-1-expert:
        module: intelmq.bots.experts.gethostbyname.expert
        parameters: {destination_queues: {_default: [file-output-queue]}}
      name-2-expert:
        module: intelmq.bots.experts.gethostbyname.expert
        parameters: {destination_queues: {_default: [file-output-queue]}}
      file-output:
        module: intelmq.bots.outputs.file.output
        parameters: {file: /opt/intelmq/var/lib/bots/file-output/events.txt, single_key: false}
      """;

  @TempDir private Path folder;

  private Run run(String runtime, String... more) throws IOException {
    Path file = folder.resolve("runtime.yaml");
    Files.writeString(file, runtime);
    List<String> all = new ArrayList<>(List.of("import", file.toString()));
    all.addAll(List.of(more));
    return Run.of(PROJECT, all.toArray(String[]::new));
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private String written(String file) throws IOException {
    return Files.readString(folder.resolve("out").resolve(file));
  }

  /** A bot of a configuration, in YAML. */
  private static String bot(String id, String module, String parameters) {
    return id + ":\n  module: " + BOTS + module + "\n  parameters: {" + parameters + "}\n";
  }

  /** A collector, a parser, some experts and outputs. */
  private static String chain(String first, String more) {
    return bot(
            "a-collector",
            "collectors.http.collector_http",
            "http_url: 'https://www.example.com/', destination_queues: a-parser-queue")
        + bot("a-parser", "parsers.json.parser", "destination_queues: " + first)
        + more;
  }

  @Test
  void aSmallConfigurationIsReadyToBeChecked() throws IOException {
    Run run = run(SMALL, "--out", out());
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("Bots: 2 carried over, 8 carried over with a difference, 0 not yet here.")
        .contains("./intelmqctl check has nothing against the template.");
    assertThat(written("report.txt"))
        .startsWith(
            """
            global: carried over: each bot's block has those that it takes
              http_proxy: carried over: written to botnets-collector, Networks-Collector
              logging_level: carried over with a difference: the logs are those of CloudWatch
            botnets-collector (intelmq.bots.collectors.http.collector_http): carried over with a difference: collector http of the feed botnets; differences: ./intelmqctl help http
              rate_limit: carried over with a difference: the feed's Schedule is rate(1 day)
              http_url: carried over with a difference: user and password in `http_url` are sent but not written to `feed.url`
              http_password: carried over
              name: carried over
            """)
        .contains(
            "name-2-expert (intelmq.bots.experts.gethostbyname.expert): carried over with a difference: the same as name-1-expert: copies are one stage here\n",
            "  instances_threads: carried over with a difference: functions run side by side by themselves, as many as are needed\n",
            "  file: carried over with a difference: objects of the bucket of events take its place, below events/file-output/\n",
            "Feeds that ran: EnabledFeeds=botnets,networks\n");
    assertThat(written("template.yaml"))
        .contains(
            """
              # From botnets-collector and botnets-parser.
              Botnets:
                Type: AWS::Serverless::Application
                Properties:
                  Location: infra/feed.yaml
                  Tags: {application: intelmq, block: botnets}
                  Parameters:
                    Feed: botnets
                    Collector: |
                      http:
                        http_url: https://www.example.com/list.json
                        name: Botnets
                        provider: Example
                        http_proxy: http://proxy.example.com:3128
                    Parser: feodotracker
                    Schedule: rate(1 day)
                    Destinations: !Sub |
                      _default: "${SeenExpert.Outputs.Queue}"
                    Queues: !Sub '${SeenExpert.Outputs.QueueArn}'
                    EnabledFeeds: !Ref EnabledFeeds
            """
                .indent(0),
            """
                    Stage: file-output
                    Kind: Output
                    Bot: !Sub |
                      file:
                        bucket: ${Storage.Outputs.EventsBucket}
                        file: events/file-output
            """
                .indent(0))
        .doesNotContain("Name2Expert", "ExampleCsv:", "name-2-expert");
  }

  @Test
  void theTemplateCanTakeTheProjectsPlace() throws IOException {
    assertThat(run(SMALL, "--out", out()).status()).isZero();
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("infra"));
    for (String name :
        List.of("feed.yaml", "stage.yaml", "storage.yaml", "search.yaml", "alarms.yaml")) {
      Files.copy(PROJECT.resolve("infra").resolve(name), home.resolve("infra").resolve(name));
    }
    Files.copy(folder.resolve("out/template.yaml"), home.resolve("template.yaml"));
    Run check = Run.of(home, folder.resolve("no-cloud.json"), new Answer(null), "check");
    assertThat(check.out()).isEqualTo("No problems found." + System.lineSeparator());
    Run again = Run.of(home, "import", folder.resolve("runtime.yaml").toString(), "-t", "json");
    assertThat(again.json().path("findings")).as("what was imported is replaced").isEmpty();
    assertThat(again.json().path("feeds").toString()).isEqualTo("[\"botnets\",\"networks\"]");
  }

  @Test
  void nothingIsOverwrittenOrWrittenUnasked() throws IOException {
    assertThat(run(SMALL, "--out", out()).status()).isZero();
    Run again = run(SMALL, "--out", out());
    assertThat(again.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(again.err()).contains("template.yaml is there already");
    Run printed = run(SMALL);
    assertThat(printed.out()).contains("botnets-parser (").doesNotContain("Written");
  }

  /** A part of a report and of a template that bots, experts and outputs come to. */
  @Test
  void pathsBotsThatAreNotHereAndCycles() throws IOException {
    String runtime =
        chain(
            "split-queue",
            bot(
                    "split",
                    "experts.filter.expert",
                    "filter_key: source.geolocation.cc, filter_value: 'NO', filter_action: keep,"
                        + " destination_queues: {_default: absent-queue, filter_match: redis-queue,"
                        + " filter_no_match: [ring-queue, file-queue], _on_error: file-queue}")
                + bot("absent", "experts.lookyloo.expert", "destination_queues: off-queue")
                + bot("off", "experts.taxonomy.expert", "destination_queues: ring-queue")
                    .replace("  module", "  enabled: false\n  module")
                + bot(
                    "ring",
                    "experts.sieve.expert",
                    "file: /opt/rules/ring.sieve,"
                        + " destination_queues: {_default: file-queue, again: split-queue}")
                + bot("redis", "outputs.redis.output", "redis_queue: x")
                + bot(
                    "file",
                    "outputs.file.output",
                    "format_filename: true,"
                        + " file: '/opt/{event[feed.name]}.json', keep_raw_fild: true")
                + bot("lonely", "experts.url.expert", "a: b"));
    Run run = run(runtime, "--out", out());
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out())
        .contains(
            "WARNING template.yaml:", "events go round for as long as they leave on the same paths")
        .contains("lonely: nothing sends to this stage");
    assertThat(written("report.txt"))
        .contains(
            "  destination_queues: carried over with a difference: past absent; past off; redis gets none of them; the path filter_match leads nowhere here\n",
            "absent (intelmq.bots.experts.lookyloo.expert): not yet here: there is no expert like it; events go past it\n",
            "off (intelmq.bots.experts.taxonomy.expert): carried over with a difference: it is disabled, and left out; events go past it\n",
            "redis (intelmq.bots.outputs.redis.output): not yet here: there is no output like it",
            "  file: carried over with a difference: is read from ring/ring.sieve in the bucket of databases\n",
            "  put /opt/rules/ring.sieve there: aws s3 cp FILE s3://DATABASES/ring/ring.sieve\n",
            "  keep_raw_fild: not yet here: output file has no such parameter; did you mean 'keep_raw_field'?\n",
            "no bot here gets what leaves on _default: it goes to the stage undelivered");
    assertThat(written("template.yaml"))
        .contains(
            """
                    Destinations: !Sub |
                      _default: "${Ring.Outputs.Queue}"
                      filter_no_match: ["${Ring.Outputs.Queue}", "${File.Outputs.Queue}"]
                      _on_error: "${File.Outputs.Queue}"
            """
                .indent(0),
            """
                      again: "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${AWS::StackName}-split"
            """
                .indent(0),
            "            filter_value: NO\n",
            "            file: events/file/{event[feed.name]}.json\n")
        .doesNotContain("filter_match:");
  }

  @Test
  void collectorsAndParsersInAnyNumber() throws IOException {
    String runtime =
        bot(
                "one-collector",
                "collectors.http.collector_http",
                "http_url: 'https://www.example.com/1', rate_limit: 90,"
                    + " destination_queues: 'json-parser-queue csv-parser-queue gone-queue'")
            + bot(
                "two-collector",
                "collectors.http.collector_http",
                "http_url: 'https://www.example.com/2', destination_queues: [json-parser-queue]")
            + bot(
                "rt-collector",
                "collectors.rt.collector_rt",
                "name: Tickets, uri: 'https://rt.example.com', destination_queues: key-parser-queue")
            + bot("a-b", "collectors.http.collector_http", "http_url: 'https://www.example.com/'")
            + bot("json-parser", "parsers.json.parser", "destination_queues: file-queue")
            + bot("csv-parser", "parsers.generic.parser_csv", "columns: [source.ip]")
            + bot(
                "key-parser",
                "parsers.key_value.parser",
                "keys: {a: source.ip}, destination_queues: file-queue")
            + bot("alone-parser", "parsers.json.parser", "destination_queues: file-queue")
            + bot("file", "outputs.file.output", "");
    Run run = run(runtime, "--out", out());
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(written("report.txt"))
        .contains(
            "collector http of the feeds one-json, one-csv;",
            "  rate_limit: carried over with a difference: the feed's Schedule is rate(2 minutes)\n",
            "  destination_queues: carried over with a difference: a feed for each of its parsers, which fetches by itself\n",
            "parser json of the feeds one-json, two;",
            "rt-collector (intelmq.bots.collectors.rt.collector_rt): not yet here: there is no collector like it; the feed rt takes files that are put into the drop bucket\n  name: carried over\n",
            "a-b (intelmq.bots.collectors.http.collector_http): not yet here: collector http, but it sends to no parser that is here\n",
            "EnabledFeeds=one-json,one-csv,two,rt,alone\n");
    assertThat(written("template.yaml"))
        .contains(
            "        Feed: alone\n", "            postfix: ''\n", "        Stage: undelivered\n");
  }

  @Test
  void secretsAreNeitherPrintedNorWritten() throws IOException {
    String runtime =
        bot(
                "a-collector",
                "collectors.http.collector_http",
                "http_url: 'https://user:hidden1@www.example.com/', http_username: us,"
                    + " http_password: hidden2, http_header: {Authorization: hidden3},"
                    + " http_proxy: 'http://u:hidden4@proxy.example.com:3128',"
                    + " unknown_token: hidden5, destination_queues: a-parser-queue")
            + bot("a-parser", "parsers.json.parser", "destination_queues: out-queue")
            + bot("out", "outputs.sql.output", "password: hidden6, host: localhost, fields: [hid]");
    Run run = run(runtime, "--out", out());
    assertThat(run.out() + run.err() + written("report.txt") + written("template.yaml"))
        .doesNotContain("hidden");
    assertThat(written("report.txt"))
        .contains(
            "  http_password: carried over with a difference: is read from the bot's secret\n",
            "  unknown_token: not yet here:",
            "  http_url, http_password, http_header, http_proxy of a-collector: aws secretsmanager create-secret --name STACK/a-collector --secret-string file://FILE, a JSON object with these texts\n",
            "  host: carried over with a difference: a function reaches no server of your machine; name one it reaches\n");
    assertThat(written("template.yaml"))
        .contains("http_password: secret:${AWS::StackName}/a-collector#http_password")
        .contains("secret:${AWS::StackName}/a-collector-??????");
    assertThat(run.status()).as("fields names no field").isEqualTo(ExitCode.PROBLEM);
    assertThat(run.out()).contains("ERROR template.yaml:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          http_verify_cert: /etc/ca.pem         | not yet here: is left out: the environment's SSL_CERT_FILE names authorities
          http_timeout_sec: soon                | not yet here: is left out: it must be whole number from 1 to 890, not 'soon'
          http_timeout_sec: '60'                | carried over
          verify_pgp_signatures: true, signature_url: 'https://www.example.com/s' | carried over with a difference
          extract_files: [a.csv]                | carried over with a difference: an archive that has none
          http_url_formatting: {days: -1}       | carried over
          error_max_retries: 1                  | carried over with a difference: what fails is tried at most five times
          http_proxy: ''                        | carried over
          http_timeout: 3                       | not yet here: collector http has no such parameter
          """)
  void aParameter(String parameter, String said) throws IOException {
    String runtime =
        chain("file-queue", bot("file", "outputs.file.output", ""))
            .replace("{http_url", "{" + parameter + ", http_url");
    Run run = run(runtime);
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(run.out()).contains("  " + parameter.replaceFirst(":.*", "") + ": " + said);
  }

  @Test
  void textsStayTexts() throws IOException {
    String runtime =
        chain(
            "jinja-queue",
            bot(
                    "jinja",
                    "experts.jinja.expert",
                    "fields: {extra.a: '0123', extra.b: 'no', extra.c: \"a: ${b}\\nc #d\"},"
                        + " destination_queues: seen-queue")
                + bot(
                    "seen",
                    "experts.threshold.expert",
                    "add_keys: {comment: 'costs ${AWS::Region}', extra.n: '12'},"
                        + " destination_queues: file-queue")
                + bot("file", "outputs.file.output", ""));
    Run run = run(runtime, "--out", out());
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(written("template.yaml"))
        .contains("'0123'", "a: ${b}", "comment: costs ${!AWS::Region}", "extra.n: '12'");
  }

  /** Every bot that is here, and with {@code intelmq.inventory} those that are not. */
  @Test
  void everyBotThatThereIs() throws IOException {
    var modules = new TreeSet<String>();
    for (BotSpec bot : KnownBots.all()) {
      if (!bot.upstream().isEmpty()) {
        modules.add(bot.upstream().substring(BOTS.length()));
      }
    }
    int here = modules.size();
    String inventory = System.getProperty("intelmq.inventory", "");
    if (!inventory.isEmpty()) {
      MODULE
          .matcher(Files.readString(Path.of(inventory)))
          .results()
          .forEach(found -> modules.add(found.group(1)));
    }
    Run run = run(Json.text(large(List.copyOf(modules))), "-t", "json");
    JsonNode json = run.json();
    for (JsonNode finding : json.path("findings")) {
      assertThat(finding.path("level").asString()).as(finding.toString()).isNotEqualTo("ERROR");
    }
    assertThat(run.status()).isZero();
    assertThat(json.path("bots")).hasSize(modules.size());
    long missing =
        json.path("bots")
            .valueStream()
            .filter(bot -> bot.path("status").asString().equals("not yet here"))
            .count();
    assertThat(missing).isEqualTo(modules.size() - here);
  }

  /** All collectors with a parser each, then all experts one after the other, then all outputs. */
  private static Map<String, Object> large(List<String> modules) {
    var bots = new LinkedHashMap<String, Object>();
    List<String> parsers = of(modules, Kind.PARSER);
    List<String> experts = of(modules, Kind.EXPERT);
    List<String> outputs = of(modules, Kind.OUTPUT);
    int next = 0;
    for (String collector : of(modules, Kind.COLLECTOR)) {
      add(bots, collector, List.of("parsers.json.parser", parsers.get(next++ % parsers.size())));
    }
    parsers.forEach(parser -> add(bots, parser, experts.subList(0, 1)));
    for (int i = 0; i < experts.size(); i++) {
      add(bots, experts.get(i), i + 1 < experts.size() ? experts.subList(i + 1, i + 2) : outputs);
    }
    outputs.forEach(output -> add(bots, output, List.of()));
    return bots;
  }

  private static List<String> of(List<String> modules, Kind kind) {
    return modules.stream().filter(module -> module.startsWith(kind.label() + "s.")).toList();
  }

  private static void add(Map<String, Object> bots, String module, List<String> next) {
    List<String> queues = next.stream().map(to -> id(to) + "-queue").toList();
    bots.put(
        id(module),
        Map.of("module", BOTS + module, "parameters", Map.of("destination_queues", queues)));
  }

  private static String id(String module) {
    return module.replaceAll("[._]", "-");
  }

  /** The layout that IntelMQ's package has, if {@code intelmq.etc} says where. */
  @Test
  void theLayoutOfThePackage() {
    Path etc = Path.of(System.getProperty("intelmq.etc", ""));
    assumeTrue(
        Files.exists(etc.resolve("runtime.yaml")),
        "skipped: -Dintelmq.etc=FOLDER says where IntelMQ's runtime.yaml is");
    Run run =
        Run.of(
            PROJECT,
            "import",
            etc.resolve("runtime.yaml").toString(),
            etc.resolve("harmonization.conf").toString());
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("0 not yet here. Parameters", "The fields of harmonization.conf are the standard")
        .contains("./intelmqctl check has nothing against the template.");
  }

  @Test
  void ownFieldsAreToldAndKnownToTheCheck() throws IOException {
    Path conf = folder.resolve("harmonization.conf");
    String standard = Harmonization.standard().toJson();
    Files.writeString(
        conf,
        standard.replaceFirst(
            "\"event\": *\\{",
            "\"event\": {\"constituency.unit\": {\"description\": \"Who.\", \"type\": \"String\"},"));
    String runtime =
        chain(
            "drop-queue",
            bot(
                    "drop",
                    "experts.field_reducer.expert",
                    "type: blacklist, keys: constituency.unit, destination_queues: file-queue")
                + bot("file", "outputs.file.output", ""));
    Run run = run(runtime, conf.toString(), "--out", out());
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("  of your own: constituency.unit");
    assertThat(written("harmonization.conf")).isEqualTo(Files.readString(conf));
    assertThat(run(runtime).status()).as("without the file there is no such field").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "parsers.generic.csv_parser, ; did you mean 'intelmq.bots.parsers.generic.parser_csv'?",
    "parsers.jsn.parser, ; did you mean 'intelmq.bots.parsers.json.parser'?",
    "parsers.zoneh.parser, ''",
  })
  void aModuleThatIsNotHere(String module, String hint) throws IOException {
    Run run =
        run(
            chain("file-queue", bot("file", "outputs.file.output", ""))
                + bot("wrong", module, "destination_queues: file-queue"));
    assertThat(run.out())
        .contains(
            "wrong (intelmq.bots."
                + module
                + "): not yet here: there is no parser like it"
                + hint
                + "\n");
  }

  @Test
  void loadIsBalancedOverCopiesAlone() throws IOException {
    String pair =
        chain(
            "url-queue",
            bot(
                    "url",
                    "experts.url.expert",
                    "load_balance: true," + " destination_queues: [one-queue, two-queue]")
                + bot("one", "outputs.restapi.output", "host: 'https://one.example.com/'")
                + bot("two", "outputs.restapi.output", "host: 'https://two.example.com/'")
                + bot("three", "experts.taxonomy.expert", "destination_queues: one-queue")
                + bot(
                    "four",
                    "experts.taxonomy.expert",
                    "source_queue: three-queue, destination_queues: one-queue"));
    Run run = run(pair, "--out", out());
    assertThat(run.status()).as(run.out()).isZero();
    assertThat(written("report.txt"))
        .contains(
            "  destination_queues: carried over with a difference: load is balanced over bots that are not the same: all events of _default go to one\n",
            "four (intelmq.bots.experts.taxonomy.expert): carried over with a difference: the same as three: copies are one stage here\n");
    assertThat(written("template.yaml")).contains("_default: \"${One.Outputs.Queue}\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "[1]"                        | must be a map from the ids of bots to bots
          "a: {parameters: {}}"        | 'a' has no module; files of IntelMQ 2
          "a: {module: x, module: y}"  | is not YAML
          "global: {}"                 | has no bots
          """)
  void whatIsNoConfiguration(String text, String problem) throws IOException {
    Run run = run(text);
    assertThat(run.status()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(problem);
  }
}
