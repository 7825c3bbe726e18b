package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import intelmq.bot.Batch;
import intelmq.bot.port.Claims.Claim;
import intelmq.bot.port.Claims.State;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real table cannot be made to do; the rest is tested with DynamoDB Local. */
final class DynamoClaimsTest {
  private static final String REPORT = "feed-20261123T130000-0";
  private static final Pattern CLAIMER = Pattern.compile("\":claimer\":\\{\"S\":\"([^\"]+)\"");

  private final Deque<Answer> answers = new ArrayDeque<>();

  @Test
  void theKeyNamesStageRootAndRecipientsWithoutTheirAddress() throws IOException {
    answers.add(Answer.ok("{}"));
    try (StubService service = service()) {
      assertThat(claim(service, "1", "2").states())
          .isEqualTo(Map.of("1", State.OURS, "2", State.OURS));
      assertThat(service.requests()).hasSize(1);
      assertThat(service.requests().getFirst().body())
          .contains("\"report\":{\"S\":\"" + REPORT + "\"}")
          .containsPattern("claim/mail/" + REPORT + "@0/[0-9a-f]{32}\"")
          .contains("\":until\":{\"N\":\"2000\"}", "\":expires\":{\"N\":\"15553000\"}")
          .doesNotContain("example.com");
    }
  }

  @Test
  void aClaimWhoseAnswerWasLostIsKnownAgain() throws IOException {
    answers.add(Answer.error(500, "InternalServerError", "lost"));
    try (StubService service =
        new StubService(request -> {
          Matcher claimer = CLAIMER.matcher(request.body());
          assertThat(claimer.find()).isTrue();
          return answers.isEmpty()
              ? item("1 2", "", 2000, claimer.group(1))
              : answers.removeFirst();
        })) {
      assertThat(claim(service, "1", "2").states())
          .isEqualTo(Map.of("1", State.OURS, "2", State.OURS));
      assertThat(service.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1001, HELD", "1000, UNCONFIRMED", "0, UNCONFIRMED"})
  void whatOthersClaimedIsTheirsWhileTheyMayBeAtWork(int until, State state) throws IOException {
    answers.add(item("1 2", "2", until, "other"));
    try (StubService service = service()) {
      assertThat(claim(service, "1", "2").states())
          .isEqualTo(Map.of("1", state, "2", State.CONFIRMED));
      assertThat(service.requests()).as("nothing is written").hasSize(1);
    }
  }

  @Test
  void claimsThatAreAddedLeaveTheOthersTheirTime() throws IOException {
    answers.add(item("1", "", 3000, "other"));
    answers.add(item("1 5", "", 3000, "another"));
    answers.add(Answer.ok("{}"));
    try (StubService service = service()) {
      assertThat(claim(service, "1", "5", "7").states())
          .isEqualTo(Map.of("1", State.HELD, "5", State.HELD, "7", State.OURS));
      assertThat(service.requests()).hasSize(3);
      assertThat(service.requests().get(1).body())
          .contains("\":seen\":{\"S\":\"other\"}", "\":ordinals\":{\"SS\":[\"5\",\"7\"]}");
      assertThat(service.requests().getLast().body())
          .contains("\":seen\":{\"S\":\"another\"}", "\":until\":{\"N\":\"3000\"}")
          .contains("\":ordinals\":{\"SS\":[\"7\"]}");
    }
  }

  /** Else a release that comes late would let others send again what is being sent. */
  @Test
  void aReleaseAfterOthersClaimedDoesNothing() throws IOException {
    answers.add(Answer.ok("{}"));
    answers.add(item("1", "", 2000, "other"));
    try (StubService service = service()) {
      claim(service, "1").release();
      assertThat(service.requests().getLast().body())
          .contains("DELETE claimed :ordinals", "claimer = :claimer");
    }
  }

  @Test
  void aTableThatIsMissingFailsTheClaim() {
    answers.add(Answer.error(400, "ResourceNotFoundException", "no such table"));
    try (StubService service = service()) {
      assertThatIOException()
          .isThrownBy(() -> claim(service, "1"))
          .withMessageContaining("no such table");
    }
  }

  @Test
  void moreThanAnItemHoldsIsADefectThatWaitingDoesNotMend() {
    answers.add(Answer.error(400, "ValidationException", "Item size has exceeded"));
    try (StubService service = service()) {
      assertThatIllegalStateException().isThrownBy(() -> claim(service, "1"));
    }
  }

  private StubService service() {
    return new StubService(request -> answers.removeFirst());
  }

  private static Claim claim(StubService service, String... ordinals) throws IOException {
    var claims =
        new DynamoClaims(
            service.clients().dynamoDb(),
            "facts",
            "mail",
            InstantSource.fixed(Instant.ofEpochSecond(1000)));
    var batch =
        new Batch(
            REPORT + "@0+7.1", REPORT, LocalDate.EPOCH, Instant.ofEpochSecond(2000), List.of());
    return claims.claim(batch, "one@example.com", List.of(ordinals));
  }

  /** The answer that the item is not as it was seen, and how it is. */
  private static Answer item(String claimed, String confirmed, int until, String claimer) {
    return new Answer(
        400,
        """
        {"__type": "x#ConditionalCheckFailedException", "message": "no",
         "Item": {"claimed": {"SS": ["%s"]}, %s"until": {"N": "%s"}, "claimer": {"S": "%s"}}}
        """
            .formatted(
                claimed.replace(" ", "\", \""),
                confirmed.isEmpty() ? "" : "\"confirmed\": {\"SS\": [\"" + confirmed + "\"]}, ",
                Integer.toString(until),
                claimer));
  }
}
