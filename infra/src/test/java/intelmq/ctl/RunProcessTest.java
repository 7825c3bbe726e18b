package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bots of the catalogue that run without any cloud. */
final class RunProcessTest {
  private static final Path PROJECT = Path.of("..");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void anExpertEnriches() throws IOException {
    Run run = process("taxonomy", "", "{\"classification.type\":\"c2-server\"}");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(lines(run))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("path").asString()).isEqualTo("_default");
          assertThat(line.path("message").path("classification.taxonomy").asString())
              .isEqualTo("malicious-code");
          assertThat(line.path("message").path("__type").asString()).isEqualTo("Event");
        });
  }

  @Test
  void everyPathIsShown() throws IOException {
    String filter = "filter_key: source.geolocation.cc\nfilter_value: AT\nfilter_action: keep\n";
    Run run =
        process(
            "filter",
            filter,
            "{\"source.geolocation.cc\":\"AT\"}\n{\"source.geolocation.cc\":\"DE\"}");
    assertThat(lines(run))
        .extracting(line ->
            line.path("path").asString()
                + " "
                + line.path("message").path("source.geolocation.cc").asString())
        .contains("_default AT", "filter_match AT", "filter_no_match DE")
        .doesNotContain("_default DE");
  }

  @Test
  void noPathIsTakenForTheFunctionItself() throws IOException {
    Run run = process("sieve", "file: \"path 'own'\"\n", "{\"source.geolocation.cc\":\"AT\"}");
    assertThat(lines(run)).extracting(line -> line.path("path").asString()).containsExactly("own");
  }

  @Test
  void theDeduplicatorRemembersAsLongAsTheCommandRuns() throws IOException {
    Run run =
        process(
            "deduplicator",
            "table: memory",
            """
            {"source.ip":"192.0.2.1"}
            {"source.ip":"192.0.2.1"}
            {"source.ip":"192.0.2.2"}
            """);
    assertThat(run.status()).isZero();
    assertThat(lines(run)).hasSize(2);
    assertThat(run.err()).contains("line 2: dropped by deduplicator: seen before");
  }

  @Test
  void aParserTakesAReport() throws IOException {
    String raw =
        Base64.getEncoder()
            .encodeToString(
                "192.0.2.1,80\nnonsense,80\n2001:db8::1,81\n".getBytes(StandardCharsets.UTF_8));
    Run run =
        process(
            "csv",
            "columns: [source.ip, source.port]\ntype: scanner\n",
            "{\"__type\":\"Report\",\"feed.name\":\"Example\",\"raw\":\"" + raw + "\"}");
    assertThat(run.status()).isEqualTo(1);
    assertThat(lines(run))
        .extracting(line -> line.path("message").path("source.ip").asString())
        .containsExactly("192.0.2.1", "2001:db8::1");
    assertThat(lines(run))
        .extracting(line -> line.path("message").path("feed.name").asString())
        .containsOnly("Example");
    assertThat(run.err()).contains("line 1: set aside: line 2 of it: source.ip: 'nonsense'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file | bucket: example | s3://example/events/day=",
        "dynamodb | table: example | table example",
        "ses | {mail_from: a@example.org, mail_to: b@example.net} | mail b@example.net",
        "opensearch | elastic_host: 'http://192.0.2.9:9200' | POST http://192.0.2.9:9200/_bulk",
      })
  void anOutputShowsWhatItWouldWrite(String bot, String parameters, String where)
      throws IOException {
    Run run = process(bot, parameters, "{\"source.ip\":\"192.0.2.1\"}");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(lines(run).getLast().path("path").asString()).startsWith(where);
    assertThat(lines(run).getLast().path("message").toString()).contains("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"source.ip\":\"nonsense\"} | source.ip: 'nonsense' is not a valid IPAddress",
        "{\"no.field\":1} | no.field",
        "{ | not a JSON object",
        "{\"__type\":\"Report\"} | a report, where an event is expected",
      })
  void aWrongMessageIsSaidWithItsLine(String message, String said) throws IOException {
    Run run = process("taxonomy", "", "{\"source.ip\":\"192.0.2.1\"}\n" + message);
    assertThat(run.status()).isEqualTo(1);
    assertThat(lines(run)).hasSize(1);
    assertThat(run.err()).contains("line 2: ").contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run taxonmy process --parameters -m {} | there is no parser, expert or output 'taxonmy';"
            + " did you mean 'taxonomy'?",
        "run dynamodb process --parameters -m {} | parameter 'table' is missing",
        "run taxonomy process --parameters no-such.yaml | there is no file no-such.yaml",
        "run taxonomy process --parameters -m no-such.json | neither a JSON object nor a file",
        "run taxonomy process --parameters --stack x | --parameters is for a run without any cloud",
        "run taxonomy process --parameters --kind output -m {} | there is no parser, expert or"
            + " output 'taxonomy'",
        "run taxonomy | say what is to be done: message or process",
        "run | Missing required parameter: 'BOT'",
        "run taxonomy message send | send what? an event is missing",
        "run taxonomy message get {} | get takes no message",
        "dump | say what is to be done: list, show, edit, recover or delete",
        "dump edit filter | Missing required option: '--out=FILE'",
        "dump recover filter --from no-such.jsonl | there is no file no-such.jsonl",
        "events --limit 0 | --limit must be at least 1",
        "events --ip nonsense | neither an address nor a network",
        "events --since yesterday | --since: 'yesterday' is no time: expected 2026-11-23",
        "replay a --bot csv --parameters b | --parameters and --bot: only one of them",
        "trace example-csv-20261123T130000-0 | is no event's id: a report's id, a colon, the"
            + " record's number",
        "trace nonsense:1 | nonsense:1 is no event's id",
      })
  void wrongUsageIsSaid(String arguments, String said) {
    Run run = Run.of(PROJECT, arguments.split(" "));
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  private Run process(String bot, String parameters, String messages) throws IOException {
    Path file = Files.writeString(folder.resolve("parameters.yaml"), parameters);
    Path input = Files.writeString(folder.resolve("messages"), messages);
    return Run.of(
        PROJECT, "run", bot, "process", "--parameters", file.toString(), "-m", input.toString());
  }

  private static List<JsonNode> lines(Run run) {
    return run.out().lines().map(JSON::readTree).toList();
  }
}
