package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What {@code intelmqctl check} finds in templates with one thing wrong each. */
final class CheckCommandTest {
  private static final Path PROJECT = Path.of("..");

  @TempDir private Path folder;

  private Run check(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(arguments));
    return Run.of(
        folder, folder.resolve("no-cloud.json"), new Answer(null), all.toArray(String[]::new));
  }

  private void project(String before, String after) throws IOException {
    String template = Files.readString(PROJECT.resolve("template.yaml"));
    assertThat(template).contains(before);
    int at = template.indexOf(before);
    Files.writeString(
        folder.resolve("template.yaml"),
        template.substring(0, at) + after + template.substring(at + before.length()));
    Path infra = Files.createDirectories(folder.resolve("infra"));
    for (String name :
        List.of("feed.yaml", "stage.yaml", "storage.yaml", "search.yaml", "alarms.yaml")) {
      Files.copy(PROJECT.resolve("infra").resolve(name), infra.resolve(name));
    }
  }

  @Test
  void theTemplateIsFine() {
    Run run = Run.of(PROJECT, folder.resolve("no-cloud.json"), new Answer(null), "check");
    assertThat(run.out()).isEqualTo("No problems found." + System.lineSeparator());
    assertThat(run.status()).isZero();
  }

  static List<Arguments> mistakes() {
    return List.of(
        Arguments.of(
            "filter_action: keep",
            "filter_acton: keep",
            "ERROR template.yaml:%d Filter: filter: expert 'filter': there is no parameter 'filter_acton'; did you mean 'filter_action'?"),
        Arguments.of(
            "Parser: feodotracker",
            "Parser: feodotraker",
            "ERROR template.yaml:%d FeodoTracker: feodotracker-parser: there is no parser 'feodotraker'; did you mean 'feodotracker'?"),
        Arguments.of(
            "filter_no_match: [",
            "filter_nomatch: [",
            "WARNING template.yaml:%d Filter: filter: no bot here uses the path 'filter_nomatch'; did you mean 'filter_no_match'?"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{default: \"${Url.Outputs.Queue}\"}",
            "ERROR template.yaml:%d Taxonomy: taxonomy: Destinations has no queue for the path _default"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"${Url.Outputs.Queue}\", _on_eror: \"${File.Outputs.Queue}\"}",
            "WARNING template.yaml:%d Taxonomy: taxonomy: no bot uses the path _on_eror; did you mean '_on_error'?"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"https://sqs.us-east-1.amazonaws.com/1/intelmq-filtr\"}",
            "ERROR template.yaml:%d Taxonomy: taxonomy: path _default leads to 'filtr', which is no queue of this template; did you mean 'filter'?"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"https://sqs.us-east-1.amazonaws.com/000000000000/intelmq-url-dlq\"}",
            "ERROR template.yaml:%d Taxonomy: taxonomy: path _default leads to url-dlq, a queue that no function reads"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"https://sqs.us-east-1.amazonaws.com/000000000000/intelmq-deduplicator\"}",
            "ERROR template.yaml:%d Taxonomy: taxonomy: events go round for ever: taxonomy -> deduplicator -> taxonomy"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"https://sqs.us-east-1.amazonaws.com/000000000000/intelmq-deduplicator\"}",
            "ERROR template.yaml:%d Taxonomy: taxonomy: none of its events ever comes to an output"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"${Filter.Outputs.Queue}\"}",
            "WARNING template.yaml:%d Url: url: nothing sends to this stage: it never has anything to do"),
        Arguments.of(
            "{_default: \"${Url.Outputs.Queue}\"}",
            "{_default: \"${Url.Outputs.Queue}\", _on_error: \"${File.Outputs.Queue}\"}",
            "WARNING template.yaml:%d Taxonomy: taxonomy: events part here and meet again at file, by url and by file"),
        Arguments.of(
            "Queues: !GetAtt Url.Outputs.QueueArn",
            "Queues: !GetAtt Filter.Outputs.QueueArn",
            "ERROR template.yaml:%d Taxonomy: taxonomy: it must not send to arn:aws:sqs:us-east-1:000000000000:intelmq-url: name the queue's ARN in Queues"),
        Arguments.of(
            "Actions: dynamodb:Query,dynamodb:PutItem",
            "Actions: dynamodb:GetItem",
            "ERROR template.yaml:%d Deduplicator: deduplicator: expert deduplicator needs dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/intelmq-deduplicator"),
        Arguments.of(
            "Schedule: rate(1 hour)",
            "Schedule: rate(1 week)",
            "ERROR template.yaml:%d FeodoTracker: feodotracker-collector: Schedule is 'rate(1 week)'"),
        Arguments.of(
            "            notify_email:",
            "            notify_mail:",
            "ERROR template.yaml:%d Ses: ses: output 'ses': there is no parameter 'notify_mail'"),
        Arguments.of(
            "Bot: taxonomy",
            "Bot: 'ssm:/intelmq/bots/taxonomy'",
            "INFO template.yaml:%d Taxonomy: taxonomy: ssm:/intelmq/bots/taxonomy is not checked"));
  }

  @Test
  void aTemplateThatDoesNotExpandIsOneFinding() throws IOException {
    project("Stage: taxonomy\n", "Stge: taxonomy\n");
    Run run = check();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "^ERROR template.yaml: .*Taxonomy: infra/stage.yaml: there is no parameter Stge")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void findsWhatIsWrong(String before, String after, String finding) throws IOException {
    project(before, after);
    Run run = check();
    String block = finding.replaceFirst(".*template.yaml:%d:? (\\w+):.*", "$1");
    int line = Files.readAllLines(folder.resolve("template.yaml")).indexOf("  " + block + ":") + 1;
    assertThat(run.out().lines())
        .as(run.out() + run.err())
        .anyMatch(l -> l.startsWith(finding.replace("%d", Integer.toString(line))));
    assertThat(run.status()).isEqualTo(run.out().contains("ERROR") ? 1 : 0);
    JsonNode json =
        Run.of(folder, folder.resolve("x"), new Answer(null), "check", "-t", "json").json();
    assertThat(json.path("status").asString()).isEqualTo(run.status() == 0 ? "success" : "error");
    assertThat(json.path("findings").size()).isEqualTo((int) run.out().lines().count());
  }

  @Test
  void parametersAreThoseOfTheDeployment() throws IOException {
    project("MailFrom", "MailFrom");
    Run run = check("-p", "EnabledFeeds=feodotracker,example-cvs");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("EnabledFeeds: there is no feed 'example-cvs'; did you mean 'example-csv'?");
    assertThat(check("-p", "Constituency=austria").out())
        .contains("ERROR template.yaml: ", "parameter Constituency is 'austria'");
    assertThat(check("--no-connections", "--stack", "x").status()).isEqualTo(2);
  }
}
