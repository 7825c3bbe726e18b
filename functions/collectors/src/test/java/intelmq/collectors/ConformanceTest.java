package intelmq.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.bot.Collector;
import intelmq.testkit.Recorded;
import intelmq.testkit.Replay;
import java.io.IOException;
import java.util.Base64;
import java.util.TreeMap;

/** Replays recordings of IntelMQ's collectors and compares the reports that they store. */
class ConformanceTest extends intelmq.testkit.ConformanceTest {
  @Override
  protected void check(Replay replay) throws IOException, InterruptedException {
    if (replay.recorded().list("logs").toString().contains("ERROR")) {
      assertThatThrownBy(() -> collect(replay)).isInstanceOf(Exception.class);
    } else {
      assertThat(collect(replay)).isEqualTo(expected(replay.recorded()));
      assertThat(replay.web().unasked()).as("requests that IntelMQ sends").isEmpty();
    }
  }

  /** What the bot stores, a report a line; with files of its own it runs once for each. */
  private static String collect(Replay replay) throws IOException, InterruptedException {
    var run = new RecordedRun();
    var collector = (Collector) replay.bot();
    var files = new TreeMap<String, Object>(replay.recorded().map("files"));
    if (files.isEmpty()) {
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

  private static String expected(Recorded recorded) {
    var lines = new StringBuilder();
    for (Object report : Recorded.asList(recorded.map("output").get("_default"))) {
      var fields = new TreeMap<String, Object>(Recorded.asMap(report));
      Object raw = fields.remove("raw");
      lines.append(RecordedRun.line(fields, String.valueOf(raw)));
    }
    return lines.toString();
  }
}
