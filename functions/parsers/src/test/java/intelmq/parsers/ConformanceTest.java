package intelmq.parsers;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.testkit.ParserConformanceTest;
import intelmq.testkit.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Replays recordings of IntelMQ's parsers. */
class ConformanceTest extends ParserConformanceTest {
  private static final String SHADOWSERVER = "intelmq.bots.parsers.shadowserver.parser";

  /** IntelMQ has Shadowserver's schema as a file; its tests have one of their own. */
  @Override
  protected Map<String, Object> parameters(Recorded recorded, Path reference) throws IOException {
    if (!recorded.bot().equals(SHADOWSERVER)) {
      return Map.of();
    }
    boolean testMode = Objects.equals(recorded.map("parameters").get("test_mode"), true);
    String schema = testMode ? "shadowserver-schema.test.json" : "shadowserver-schema.json";
    return Map.of("schema", Files.readString(reference.resolve(schema)));
  }

  /** The schema names fields that IntelMQ did not have yet when it was recorded. */
  @Override
  protected Harmonization harmonization(Recorded recorded, Path reference) throws IOException {
    Harmonization standard = Harmonization.standard();
    if (!recorded.bot().equals(SHADOWSERVER)
        || !(Json.tryParse(standard.toJson()) instanceof Map<?, ?> all)
        || !(all.get("event") instanceof Map<?, ?> fields)) {
      return standard;
    }
    String known = Files.readString(reference.resolve("harmonization.json"));
    fields.keySet().removeIf(name -> !known.contains("\"" + name + "\""));
    return Harmonization.parse(Json.text(all));
  }
}
