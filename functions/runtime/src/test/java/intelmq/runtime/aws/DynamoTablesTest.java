package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.Tables.Result;
import intelmq.harmonization.Json;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DynamoTablesTest {
  private static final Result STORED = new Result.Stored();

  @Test
  void writesTwentyFiveItemsACall() throws IOException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      assertThat(tables(service).put("events", items(60))).hasSize(60).containsOnly(STORED);
      assertThat(service.requests())
          .extracting(request -> request.body().split("PutRequest", -1).length - 1)
          .containsExactly(25, 25, 10);
    }
  }

  @Test
  void sendsAgainWhatWasNotTaken() throws IOException {
    String open =
        """
        {"UnprocessedItems": {"events": [{"PutRequest": {"Item": {"id": {"S": "1"}}}}]}}
        """;
    try (var service =
        new StubService(request -> Answer.ok(request.body().contains("\"0\"") ? open : "{}"))) {
      assertThat(tables(service).put("events", items(2))).containsExactly(STORED, STORED);
      assertThat(service.requests()).hasSize(2);
      assertThat(service.requests().get(1).body()).contains("\"1\"").doesNotContain("\"0\"");
    }
  }

  @Test
  void givesUpOnATableThatStaysOverloaded() {
    String open =
        """
        {"UnprocessedItems": {"events": [{"PutRequest": {"Item": {"id": {"S": "0"}}}}]}}
        """;
    try (var service = new StubService(request -> Answer.ok(open))) {
      assertThatIOException()
          .isThrownBy(() -> tables(service).put("events", items(1)))
          .withMessage("table events is overloaded");
    }
  }

  @Test
  void refusesTheItemThatIsInvalidAlone() throws IOException {
    try (var service =
        new StubService(request ->
            request.body().contains("\"1\"")
                ? Answer.error(400, "ValidationException", "Item size has exceeded")
                : Answer.ok("{}"))) {
      assertThat(tables(service).put("events", items(3)))
          .containsExactly(STORED, new Result.Refused("Item size has exceeded"), STORED);
    }
  }

  @Test
  void aMissingTableIsNoRefusal() {
    try (var service =
        new StubService(
            request -> Answer.error(400, "ResourceNotFoundException", "no such table"))) {
      assertThatIOException()
          .isThrownBy(() -> tables(service).put("events", items(1)))
          .withMessageContaining("cannot write to table events")
          .withMessageContaining("no such table");
    }
  }

  @Test
  void keepsValuesAsTheyAre() throws IOException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      tables(service)
          .put(
              "events",
              List.of(
                  Map.of(
                      "id",
                      "0",
                      "extra.a",
                      List.of(
                          "",
                          true,
                          0.1,
                          1e-7,
                          new BigInteger("12345678901234567890"),
                          Json.NULL,
                          Map.of("b.c", 1L)))));
      assertThat(service.requests().getFirst().body())
          .contains(
              """
              {"L":[{"S":""},{"BOOL":true},{"N":"0.1"},{"N":"1.0E-7"},\
              {"N":"12345678901234567890"},{"NULL":true},{"M":{"b.c":{"N":"1"}}}]}\
              """);
    }
  }

  private static DynamoTables tables(StubService service) {
    return new DynamoTables(service.clients().dynamoDb(), Duration.ofMillis(1));
  }

  private static List<Map<String, Object>> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.<String, Object>of("id", Integer.toString(i)))
        .toList();
  }
}
