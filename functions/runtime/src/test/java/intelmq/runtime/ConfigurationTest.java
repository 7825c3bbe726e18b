package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {
  private final FakeObjects objects = new FakeObjects();
  private final ArrayList<String> logged = new ArrayList<>();
  private final Log log = new Log(logged::add, Fixture.CLOCK, Map.of());

  @Test
  void isKeptOnceADayUnderItsHash() {
    Configuration configuration = configuration("taxonomy");
    configuration.keep(objects, Fixture.REPORTS, Fixture.CLOCK, log);
    configuration.keep(objects, Fixture.REPORTS, Fixture.CLOCK, log);
    String key = "configurations/stage/2026-11-23-" + configuration.hash() + ".json";
    assertThat(objects.reports()).containsOnlyKeys(key);
    byte[] content = objects.reports().getOrDefault(key, new byte[0]);
    assertThat(Json.tryParse(new String(content, StandardCharsets.UTF_8)))
        .isEqualTo(
            Map.of(
                "stage",
                "stage",
                "kind",
                "expert",
                "bot",
                "taxonomy",
                "destinations",
                "{_default: 'https://sqs.example/1/next'}",
                "harmonization",
                "",
                "started",
                "2026-11-23T13:00:30Z"));
    assertThat(objects.puts()).isEqualTo(1);
    assertThat(logged).isEmpty();
  }

  @Test
  void theHashIsThatOfTheContent() {
    assertThat(configuration("taxonomy").hash())
        .matches("[0-9a-f]{12}")
        .isEqualTo(configuration("taxonomy").hash())
        .isNotEqualTo(configuration("url").hash());
  }

  @Test
  void thatItCannotBeKeptIsOnlyLogged() {
    objects.goDown();
    configuration("taxonomy").keep(objects, Fixture.REPORTS, Fixture.CLOCK, log);
    assertThat(logged).singleElement().asString().contains("the configuration could not be kept");
  }

  private static Configuration configuration(String bot) {
    return new Configuration(new Fixture().environment, "expert", bot, "");
  }
}
