package intelmq.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.Collector;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.Values;
import intelmq.harmonization.Json;
import intelmq.runtime.Yaml;
import intelmq.testkit.FakePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recordings of IntelMQ's collectors, {@code collectors.jsonl} in the folder that the
 * system property {@code conformance.dir} names; docs/differences.md has the reasons for
 * exceptions.
 */
class ConformanceTest {
  /** Cases that differ for a reason. */
  private static final Set<String> DIFFERENCES =
      Set.of(
          "TestExtraHTTP.test_latin1#1", // bytes are kept
          "TestHTTPCollectorBot.test_pgp#1", // a parameter that does not exist
          "TestFileCollectorBot.test_file_lock#1", // an object is there when it is complete
          "TestExtraFileCollector.test_chunks_long_line#1", // no chunks
          "TestExtraFileCollector.test_chunks_no_header#1",
          "TestExtraFileCollector.test_chunks_no_newline#1");

  @TestFactory
  Stream<DynamicNode> conformance() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "collectors.jsonl");
    assumeTrue(Files.exists(file), "there are no recordings in " + file);
    Map<String, BotSpec> specs = new LinkedHashMap<>();
    ServiceLoader.load(Catalog.class)
        .forEach(catalog -> catalog.bots().forEach(spec -> specs.put(spec.upstream(), spec)));
    var tests = new ArrayList<DynamicNode>();
    for (String line : Files.readAllLines(file)) {
      Map<String, Object> recorded = map(Json.tryParse(line));
      String id = String.valueOf(recorded.get("id"));
      BotSpec spec = specs.get(String.valueOf(recorded.get("bot")));
      if (spec != null && !DIFFERENCES.contains(id)) {
        tests.add(dynamicTest(spec.name() + ": " + id, () -> replay(spec, recorded)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void replay(BotSpec spec, Map<String, Object> recorded)
      throws IOException, InterruptedException {
    if (list(recorded.get("logs")).toString().contains("ERROR")) {
      assertThatThrownBy(() -> collect(spec, recorded)).isInstanceOf(Exception.class);
    } else {
      assertThat(collect(spec, recorded)).isEqualTo(expected(recorded));
    }
  }

  /** What the bot stores, a report a line. */
  private static String collect(BotSpec spec, Map<String, Object> recorded)
      throws IOException, InterruptedException {
    var run = new RecordedRun();
    var parameters = new LinkedHashMap<String, Object>(map(recorded.get("parameters")));
    parameters.values().removeIf(Json.NULL::equals);
    var values =
        new Values(spec, parameters, text -> Yaml.read(text, "default"), secret -> () -> secret);
    var http = new RecordedHttp(list(recorded.get("http")));
    var collector = (Collector) spec.factory().create(values, FakePorts.with(http));
    var files = new TreeMap<String, Object>(map(recorded.get("files")));
    if (!spec.name().equals("file")) {
      collector.collect(run);
    }
    for (var file : files.entrySet()) {
      run.drop(
          file.getKey().replaceFirst(".*/", ""),
          Base64.getDecoder().decode(file.getValue().toString()));
      collector.collect(run);
    }
    return run.stored();
  }

  private static String expected(Map<String, Object> recorded) {
    var lines = new StringBuilder();
    for (Object report : list(map(recorded.get("output")).get("_default"))) {
      var fields = new TreeMap<String, Object>(map(report));
      Object raw = fields.remove("raw");
      lines.append(RecordedRun.line(fields, String.valueOf(raw)));
    }
    return lines.toString();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNullElse(value, Map.of());
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNullElse(value, List.of());
  }
}
