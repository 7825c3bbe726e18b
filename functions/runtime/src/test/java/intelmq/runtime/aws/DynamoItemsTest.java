package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import intelmq.runtime.aws.StubService.Answer;
import intelmq.runtime.groups.ItemStore.Change;
import intelmq.runtime.groups.ItemStore.Item;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is asked of the service, and what its answers mean; the service itself is in infra's tests.
 */
final class DynamoItemsTest {
  private static final Item ITEM =
      new Item(
          "k",
          "v2",
          Map.of("count", "7"),
          "stage/aggregate",
          Instant.ofEpochMilli(5_500),
          Instant.ofEpochSecond(9));
  private static final List<Change> TWO =
      List.of(new Change("k", "v1", ITEM), new Change("other", "", ITEM));

  @Test
  void severalAreWrittenInATransactionWithAToken() throws IOException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      assertThat(items(service).write("groups", TWO)).isTrue();
      assertThat(service.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.headers().getOrDefault("X-amz-target", List.of()).getFirst())
                .endsWith("TransactWriteItems");
            assertThat(request.body())
                .contains(
                    "\"ClientRequestToken\":",
                    "\"ConditionExpression\":\"#attribute = :seen\"",
                    "\"ConditionExpression\":\"attribute_not_exists(#attribute)\"",
                    "\"due\":{\"N\":\"5500\"}",
                    "\"expires\":{\"N\":\"9\"}",
                    "\"count\":{\"S\":\"7\"}");
          });
    }
  }

  @Test
  void oneAloneNeedsNoTransaction() throws IOException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      DynamoItems items = items(service);
      assertThat(items.write("groups", List.of(new Change("k", "", ITEM)))).isTrue();
      assertThat(items.write("groups", List.of(new Change("k", "v2", null)))).isTrue();
      assertThat(service.requests())
          .extracting(
              request -> request.headers().getOrDefault("X-amz-target", List.of()).getFirst())
          .containsExactly("DynamoDB_20120810.PutItem", "DynamoDB_20120810.DeleteItem");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConditionalCheckFailed", "TransactionConflict"})
  void whatHasChangedIsNotWritten(String code) throws IOException {
    try (var service = new StubService(request -> cancelled(code))) {
      assertThat(items(service).write("groups", TWO)).isFalse();
    }
  }

  @Test
  void anOverloadedTableFailsTheCallAndAWrongItemForGood() {
    try (var service = new StubService(request -> cancelled("ThrottlingError"))) {
      assertThatIOException().isThrownBy(() -> items(service).write("groups", TWO));
    }
    try (var service = new StubService(request -> cancelled("ValidationError"))) {
      assertThatIllegalStateException().isThrownBy(() -> items(service).write("groups", TWO));
    }
    try (var service =
        new StubService(
            request -> Answer.error(400, "ResourceNotFoundException", "no such table"))) {
      assertThatIOException()
          .isThrownBy(() -> items(service).read("groups", List.of("k")))
          .withMessageContaining("no such table");
    }
  }

  private static Answer cancelled(String code) {
    return new Answer(
        400,
        """
        {"__type": "x#TransactionCanceledException", "message": "no",
         "CancellationReasons": [{"Code": "None"}, {"Code": "%s"}]}
        """
            .replace("%s", code));
  }

  private static DynamoItems items(StubService service) {
    return new DynamoItems(service.clients().dynamoDb());
  }
}
