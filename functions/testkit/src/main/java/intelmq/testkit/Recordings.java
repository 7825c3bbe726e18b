package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Values;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/** Recordings of IntelMQ's bots, one a line, where there are any. */
final class Recordings {
  /** Where the recordings are. */
  static final Path FOLDER = Path.of(System.getProperty("conformance.dir", ""));

  private Recordings() {}

  /** Replays one recording. */
  @FunctionalInterface
  interface Replay {
    void run(BotSpec spec, Map<String, Object> recorded) throws IOException, InterruptedException;
  }

  /**
   * A test for each recording of a bot of the module's catalogue; skipped if there is no such file
   * in the folder that the system property {@code conformance.dir} names.
   *
   * @param differences the ids of recordings that are left out; each must exist
   */
  static Stream<DynamicNode> tests(String fileName, Set<String> differences, Replay replay)
      throws IOException {
    Path file = FOLDER.resolve(fileName);
    assumeTrue(Files.exists(file), "there are no recordings in " + file);
    Map<String, BotSpec> specs = new LinkedHashMap<>();
    GoldenTest.bots().forEach(spec -> specs.put(spec.upstream(), spec));
    var tests = new ArrayList<DynamicNode>();
    var superfluous = new HashSet<>(differences);
    for (String line : Files.readAllLines(file)) {
      Map<String, Object> recorded = map(GoldenCase.json(line));
      BotSpec spec = specs.get(String.valueOf(recorded.get("bot")));
      String id = String.valueOf(recorded.get("id"));
      if (spec != null && !superfluous.remove(id)) {
        tests.add(dynamicTest(spec.name() + ": " + id, () -> replay.run(spec, recorded)));
      }
    }
    assertThat(superfluous).as("differences that no recording has").isEmpty();
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  /** The bot with the recorded parameters and these; null is a default. */
  static Object bot(BotSpec spec, Map<String, Object> recorded, Map<String, ?> more) {
    return bot(spec, recorded, more, Harmonization.standard());
  }

  /** As {@link #bot(BotSpec, Map, Map)}, with these fields. */
  static Object bot(
      BotSpec spec, Map<String, Object> recorded, Map<String, ?> more, Harmonization fields) {
    var given = new LinkedHashMap<String, Object>(more);
    map(recorded.get("parameters"))
        .forEach((name, value) -> {
          if (value != null && !value.equals(Json.NULL)) {
            given.put(name, value);
          }
        });
    var values =
        new Values(spec, given, text -> Yaml.read(text, "default"), secret -> () -> secret);
    return spec.create(values, FakePorts.withoutWeb(fields));
  }

  /** Events as they are best compared by eye. */
  static String lines(List<?> events, List<?> volatileFields) {
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

  private static String shown(String name, Object value) {
    return name.equals("raw")
        ? Json.text(
            new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.UTF_8))
        : Json.text(value);
  }

  /** A map of the recording, empty if it is not there. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNullElse(value, Map.of());
  }

  /** A list of the recording, empty if it is not there. */
  static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNullElse(value, List.of());
  }
}
