package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.harmonization.Json;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DynamoFactsTest {
  private static final Map<String, Object> FACT =
      Map.of("report", "r", "fact", "stage/b", "received", 3L, "dropped", Map.of("rule", "0-2"));

  @Test
  void aFactIsAnItemThatExpires() throws IOException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      facts(service).keep(FACT);
      assertThat(service.requests()).hasSize(1);
      assertThat(Json.tryParse(service.requests().getFirst().body()))
          .isEqualTo(
              Map.of(
                  "TableName",
                  "facts",
                  "Item",
                  Map.of(
                      "report", Map.of("S", "r"),
                      "fact", Map.of("S", "stage/b"),
                      "received", Map.of("N", "3"),
                      "dropped", Map.of("M", Map.of("rule", Map.of("S", "0-2"))),
                      "expires", Map.of("N", "87400"))));
    }
  }

  @Test
  void aFactThatIsNotTakenIsAnError() {
    Answer refused = new Answer(400, "{\"__type\": \"x#ResourceNotFoundException\"}");
    try (var service = new StubService(request -> refused)) {
      assertThatIOException()
          .isThrownBy(() -> facts(service).keep(FACT))
          .withMessageStartingWith("cannot write to the table facts");
    }
  }

  private static DynamoFacts facts(StubService service) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1000));
    return new DynamoFacts(service.clients(), "facts", Duration.ofDays(1), clock);
  }
}
