package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventBusTest {
  private static final String PATTERN =
      """
      {"source": ["aws.s3"], "detail-type": ["Object Created"],
       "detail": {"bucket": {"name": ["reports"]}, "object": {"key": [{"prefix": "reports/feodotracker/"}]}}}
      """;

  private final EventBus bus = new EventBus();
  private final List<String> received = new ArrayList<>();

  @Test
  void passesOnWhatMatches() {
    bus.addRule("default", "feodotracker", PATTERN, received::add);
    bus.addRule("default", "all", "{\"source\": [{\"exists\": true}]}", _ -> received.add("all"));
    String event = created("reports/feodotracker/2026/11/23/130000-0");
    bus.put("default", event);
    assertThat(received).containsExactlyInAnyOrder(event, "all");
  }

  @Test
  void passesOnNothingElse() {
    bus.addRule("default", "feodotracker", PATTERN, received::add);
    bus.put("default", created("reports/other/2026/11/23/130000-0"));
    bus.put("another", created("reports/feodotracker/2026/11/23/130000-0"));
    assertThat(received).isEmpty();
  }

  @Test
  void refusesABadPatternAndNamesTheRule() {
    assertThatThrownBy(
            () -> bus.addRule("default", "broken", "{\"source\": \"aws.s3\"}", received::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken");
  }

  @Test
  void refusesASecondRuleOfOneName() {
    bus.addRule("default", "feodotracker", PATTERN, received::add);
    assertThatThrownBy(() -> bus.addRule("default", "feodotracker", PATTERN, received::add))
        .hasMessageContaining("feodotracker");
  }

  private static String created(String key) {
    return """
    {"version": "0", "source": "aws.s3", "detail-type": "Object Created",
     "detail": {"bucket": {"name": "reports"}, "object": {"key": "%s", "size": 4}}}
    """
        .formatted(key);
  }
}
