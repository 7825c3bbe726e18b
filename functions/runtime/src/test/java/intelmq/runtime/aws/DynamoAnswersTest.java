package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.runtime.answers.AnswerStore.Kept;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests and answers of a table of answers. */
final class DynamoAnswersTest {
  @Test
  void readsWhatIsThereHundredAtATime() throws IOException, InterruptedException {
    String item =
        """
        {"Responses": {"t": [{"question": {"S": "PTR/1"}, "values": {"L": [{"S": "a."}]},
          "expires": {"N": "60"}}, {"question": {"S": "PTR/2"}, "values": {"L": []}}]}}
        """;
    try (var service = new StubService(request -> Answer.ok(item))) {
      Map<String, Kept> found =
          table(service).get(IntStream.range(0, 150).mapToObj(i -> "PTR/" + i).toList());
      assertThat(found)
          .containsOnly(
              Map.entry("PTR/1", new Kept(List.of("a."), Instant.ofEpochSecond(60))),
              Map.entry("PTR/2", new Kept(List.of(), null)));
      assertThat(service.requests()).hasSize(2);
    }
  }

  @Test
  void writesAgainWhatWasNotTaken() throws IOException, InterruptedException {
    var calls = new AtomicInteger();
    String rest =
        """
        {"UnprocessedItems": {"t": [{"PutRequest": {"Item": {"question": {"S": "rest"}}}}]}}
        """;
    try (var service =
        new StubService(request -> Answer.ok(calls.getAndIncrement() == 0 ? rest : "{}"))) {
      var answers = new LinkedHashMap<String, Kept>();
      answers.put("A/a", new Kept(List.of("192.0.2.1"), Instant.ofEpochSecond(60)));
      answers.put("A/b", new Kept(List.of(), null));
      table(service).put(answers);
      assertThat(service.requests()).hasSize(2);
      assertThat(service.requests().getFirst().body())
          .contains("\"expires\":{\"N\":\"60\"}", "\"values\":{\"L\":[]}");
      assertThat(service.requests().getLast().body()).contains("\"rest\"").doesNotContain("A/a");
    }
  }

  @Test
  void aTableThatIsMissingFailsTheCall() {
    try (var service =
        new StubService(
            request -> Answer.error(400, "ResourceNotFoundException", "no such table"))) {
      assertThatIOException()
          .isThrownBy(() -> table(service).get(List.of("a")))
          .withMessageContaining("no such table");
    }
  }

  private static DynamoAnswers table(StubService service) {
    return new DynamoAnswers(service.clients().dynamoDb(), "t");
  }
}
