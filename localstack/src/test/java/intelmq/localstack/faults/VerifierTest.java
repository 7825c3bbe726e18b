package intelmq.localstack.faults;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.localstack.faults.Snapshot.Fact;
import intelmq.localstack.results.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is lost, doubled or changed is found. */
class VerifierTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REPORT = "feed-20261120T000000-0";
  private static final String OTHER = "feed-20261120T000100-0";

  private final Path logs;

  private final Map<String, List<StoredEvent>> stored = stores();
  private final List<JsonNode> quarantine = new ArrayList<>(List.of(poison(REPORT + ":2", "bad")));
  private final Map<String, List<String>> deadLetters = new LinkedHashMap<>();
  private final List<Fact> facts = new ArrayList<>();

  VerifierTest(@TempDir Path logs) {
    this.logs = logs;
  }

  private static Map<String, List<StoredEvent>> stores() {
    var stores = new LinkedHashMap<String, List<StoredEvent>>();
    for (String output : List.of("dynamodb", "file")) {
      stores.put(
          output,
          new ArrayList<>(
              List.of(event(output, REPORT + ":0", "a"), event(output, REPORT + ":1", "b"))));
    }
    stores.put("ses", new ArrayList<>(List.of(event("ses", REPORT + ":0", "row a"))));
    return stores;
  }

  private static StoredEvent event(String output, String id, String text) {
    return new StoredEvent(
        output, id, Map.of("event_description.text", text, "time.observation", output));
  }

  private static JsonNode poison(String id, String raw) {
    return line("feed-parser", id, "invalid-value", raw);
  }

  private static JsonNode line(String stage, String id, String code, String raw) {
    return JSON.createObjectNode()
        .put("stage", stage)
        .put("id", id)
        .put("code", code)
        .put("raw", raw);
  }

  private List<StoredEvent> events(String output) {
    return stored.getOrDefault(output, new ArrayList<>());
  }

  private Verifier verifier() {
    var reference =
        new Snapshot(stores(), List.of(poison(REPORT + ":2", "bad")), Map.of(), List.of());
    return new Verifier(
        reference,
        new Snapshot(stored, quarantine, deadLetters, facts),
        id -> !id.startsWith(OTHER),
        new Trail(logs));
  }

  private void assertFails(String... problems) {
    assertThat(verifier().failures())
        .hasSize(problems.length)
        .zipSatisfy(List.of(problems), (failure, problem) -> assertThat(failure).contains(problem));
  }

  @Test
  void theSameIsWell() {
    assertFails();
  }

  @Test
  void aLostEvent() {
    events("dynamodb").removeFirst();
    assertFails(REPORT + ":0: dynamodb lacks it; held by [file, ses]");
  }

  @Test
  void anEventThatWasSetAsideByAnExpert() {
    events("dynamodb").removeLast();
    events("file").removeLast();
    quarantine.add(line("url", REPORT + ":1", "gave-up", ""));
    assertFails();
    assertThat(verifier().failures()).isEmpty();
  }

  @Test
  void anEventThatWasSetAsideByAnotherOutput() {
    events("dynamodb").removeLast();
    quarantine.add(line("file", REPORT + ":1", "gave-up", ""));
    assertFails(REPORT + ":1: dynamodb lacks it");
  }

  @Test
  void whatIsSetAsideForAnotherReason() {
    quarantine.add(line("url", REPORT + ":1", "bot-failed", ""));
    assertFails("no good reason");
  }

  @Test
  void aRecordThatIsNotSetAside() {
    quarantine.clear();
    assertFails("not set aside: feed-parser invalid-value bad");
  }

  @Test
  void aRecordThatShouldNotBeSetAside() {
    quarantine.add(poison(REPORT + ":3", "worse"));
    assertFails("not without faults: feed-parser invalid-value worse");
  }

  @Test
  void anotherContent() {
    events("file").removeLast();
    events("file").add(event("file", REPORT + ":1", "c"));
    assertFails("file holds what it would not", "file lacks it");
  }

  @Test
  void partsMayHoldAnEventTwice() {
    events("file").add(event("file", REPORT + ":1", "b"));
    var verifier = verifier();
    assertThat(verifier.failures()).isEmpty();
    assertThat(verifier.twice()).isEqualTo(1);
  }

  @Test
  void tablesMayNot() {
    events("dynamodb").add(event("dynamodb", REPORT + ":1", "b"));
    assertFails("dynamodb holds it twice");
  }

  @Test
  void equalEventsOfWhichTwoPassed() {
    events("dynamodb").add(event("dynamodb", OTHER + ":7", "b"));
    assertFails("equal events", "equal events");
  }

  @Test
  void equalEventsOfWhichOutputsHoldDifferentOnes() {
    events("file").removeLast();
    events("file").add(event("file", OTHER + ":7", "b"));
    assertFails("another output holds " + REPORT + ":1");
  }

  @Test
  void anotherOfEqualEventsPassed() {
    for (String output : List.of("dynamodb", "file")) {
      events(output).removeFirst();
      events(output).add(event(output, OTHER + ":7", "a"));
    }
    events("ses").clear();
    events("ses").add(event("ses", OTHER + ":7", "row a"));
    assertFails();
  }

  @Test
  void mailTwice() {
    events("ses").add(event("ses", REPORT + ":0", "row a"));
    assertFails("mailed twice");
  }

  @Test
  void mailThatMayHaveGone() {
    quarantine.add(line("ses", REPORT + ":0", "unconfirmed", ""));
    assertFails();
    events("ses").clear();
    assertFails();
  }

  @Test
  void noMail() {
    events("ses").clear();
    assertFails("not mailed");
  }

  @Test
  void mailThatWasNotFor() {
    events("ses").add(event("ses", REPORT + ":1", "row b"));
    assertFails("mailed, but not without faults");
  }

  @Test
  void deadLettersAreShown() {
    deadLetters.put("stack-url-dlq", List.of("a message"));
    assertFails("1 dead letters in stack-url-dlq: a message");
  }

  @Test
  void factsAgreeWithStores() {
    facts.add(new Fact(REPORT, "dynamodb/" + REPORT + "@0", "dynamodb", "0-1"));
    facts.add(new Fact(REPORT, "file/" + REPORT + "@0", "file", "0 1"));
    facts.add(new Fact(REPORT, "ses/" + REPORT + "@0", "ses", "0"));
    facts.add(new Fact(REPORT, "claim/ses/x", "", ""));
    assertFails();
    facts.removeFirst();
    assertFails("no fact says that dynamodb", "no fact says that dynamodb");
    facts.add(new Fact(REPORT, "dynamodb/" + REPORT + "@0", "dynamodb", "0-2"));
    assertFails(REPORT + ":2: a fact says that dynamodb has delivered it, it has not");
  }
}
