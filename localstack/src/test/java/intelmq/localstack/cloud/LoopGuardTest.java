package intelmq.localstack.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopGuardTest {
  private static final String RETRIES = "intelmq-filter";
  private static final String ENVIRONMENT = "intelmq-filter.1";

  private final LoopGuard guard = new LoopGuard();

  @Test
  void aFunctionThatSendsToItselfIsStoppedAfterSixteenInvocations() {
    int invocations = 0;
    String message = "first";
    while (!guard.isLoop(RETRIES, message) && invocations < 100) {
      message = handle(RETRIES, message, "message-" + invocations++);
    }

    assertThat(invocations).isEqualTo(LoopGuard.MOST);
  }

  @Test
  void aChainGoesOnThroughOtherFunctions() {
    int invocations = 0;
    String message = "first";
    while (!guard.isLoop(RETRIES, message) && invocations < 100) {
      String between = handle(RETRIES, message, "out-" + invocations);
      message = handle("intelmq-url", between, "back-" + invocations++);
    }

    assertThat(invocations).isEqualTo(LoopGuard.MOST);
  }

  @Test
  void aMessageThatIsDeliveredAgainIsNoLoop() {
    String message = handle(RETRIES, "first", "second");
    for (int i = 0; i < 100; i++) {
      send(RETRIES, message, "copy-" + i);
    }

    assertThat(guard.isLoop(RETRIES, message)).isFalse();
    assertThat(guard.isLoop(RETRIES, "copy-99")).isFalse();
  }

  @Test
  void manyMessagesThroughOneFunctionAreNoLoop() {
    for (int i = 0; i < 100; i++) {
      send(RETRIES, "in-" + i, "out-" + i);
    }

    assertThat(guard.isLoop("intelmq-file", "out-99")).isFalse();
    assertThat(guard.isLoop(RETRIES, "out-99")).isFalse();
  }

  @Test
  void ofSeveralMessagesTheLongestChainCounts() {
    String message = "first";
    for (int i = 0; i < LoopGuard.MOST - 1; i++) {
      message = handle(RETRIES, message, "message-" + i);
    }
    guard.begin(RETRIES, ENVIRONMENT, List.of("fresh", message));
    guard.sent(ENVIRONMENT, "next");
    guard.end(ENVIRONMENT);

    assertThat(guard.isLoop(RETRIES, "next")).isTrue();
  }

  @Test
  void whatIsSentOutsideOfAnInvocationBeginsAChain() {
    guard.begin(RETRIES, ENVIRONMENT, List.of("first"));
    guard.end(ENVIRONMENT);
    guard.sent(ENVIRONMENT, "later");

    assertThat(guard.isLoop(RETRIES, "later")).isFalse();
  }

  /** The id of what was sent. */
  private String handle(String function, String message, String sent) {
    send(function, message, sent);
    return guard.isLoop("nobody", sent) ? "" : sent;
  }

  private void send(String function, String message, String sent) {
    String environment = function + ".1";
    guard.begin(function, environment, List.of(message));
    guard.sent(environment, sent);
    guard.end(environment);
  }
}
