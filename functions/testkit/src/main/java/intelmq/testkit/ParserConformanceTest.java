package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Parser;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Values;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recordings of IntelMQ's parsers, {@code parsers.jsonl} in the folder that the system
 * property {@code conformance.dir} names, with the parsers of the module's catalogue, and compares
 * their events field by field, in order. Skipped where there are no recordings.
 */
public abstract class ParserConformanceTest {
  private final Set<String> differences;

  /**
   * A test of all cases.
   *
   * @param differences the ids of cases that differ for a reason, which is written down
   */
  protected ParserConformanceTest(Set<String> differences) {
    this.differences = Set.copyOf(differences);
  }

  @TestFactory
  final Stream<DynamicNode> conformance() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "parsers.jsonl");
    assumeTrue(Files.exists(file), "there are no recordings in " + file);
    Map<String, BotSpec> specs = new LinkedHashMap<>();
    GoldenTest.bots().forEach(spec -> specs.put(spec.upstream(), spec));
    var tests = new ArrayList<DynamicNode>();
    for (String line : Files.readAllLines(file)) {
      var recorded = (Map<?, ?>) GoldenCase.json(line);
      BotSpec spec = specs.get(String.valueOf(recorded.get("bot")));
      if (spec != null && !differences.contains(String.valueOf(recorded.get("id")))) {
        String name = spec.name() + ": " + recorded.get("id");
        tests.add(dynamicTest(name, () -> replay(spec, recorded)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void replay(BotSpec spec, Map<?, ?> recorded) throws IOException {
    Parser<?> parser = parser(spec, map(recorded.get("parameters")));
    var volatileFields = list(recorded.get("volatile"));
    var events = new ArrayList<Map<String, Object>>();
    int malformed = 0;
    for (Object input : list(recorded.get("input"))) {
      Map<String, Object> fields = new LinkedHashMap<>(map(input));
      Object raw = fields.remove("raw");
      fields.remove("__type");
      Report report = Json.report(Json.text(fields).getBytes(StandardCharsets.UTF_8));
      byte[] content = Base64.getDecoder().decode(raw == null ? "" : raw.toString());
      for (Parsed parsed : Parsed.all(parser, report, content)) {
        switch (parsed.outcome()) {
          case Events(List<Event> some) ->
              some.forEach(event -> events.add(map(GoldenCase.json(Json.text(event)))));
          case Malformed m -> malformed++;
          default -> {}
        }
      }
    }
    assertThat(lines(events, volatileFields))
        .isEqualTo(lines(list(map(recorded.get("output")).get("_default")), volatileFields));
    assertThat(malformed).as("failed lines").isEqualTo(list(recorded.get("exceptions")).size());
  }

  private static Parser<?> parser(BotSpec spec, Map<String, Object> parameters) {
    var given = new LinkedHashMap<String, Object>();
    parameters.forEach((name, value) -> {
      if (value != null && !value.equals(Json.NULL)) {
        given.put(name, value);
      }
    });
    var values =
        new Values(spec, given, text -> Yaml.read(text, "default"), secret -> () -> secret);
    var ports = FakePorts.withoutWeb();
    return (Parser<?>) spec.factory().create(values, ports);
  }

  private static String lines(List<?> events, List<?> volatileFields) {
    var lines = new StringBuilder();
    for (Object event : events) {
      map(event)
          .forEach((name, value) -> {
            if (!name.equals("__type") && !volatileFields.contains(name)) {
              lines.append(name).append(" = ").append(shown(name, value)).append('\n');
            }
          });
      lines.append('\n');
    }
    return lines.toString();
  }

  /** A value as it is best compared by eye. */
  private static String shown(String name, Object value) {
    return name.equals("raw")
        ? Json.text(
            new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.UTF_8))
        : Json.text(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNullElse(value, Map.of());
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNullElse(value, List.of());
  }
}
