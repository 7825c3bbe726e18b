package intelmq.runtime;

import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports in memory. */
final class FakeReports implements ReportStore {
  private final Map<ReportId, Entry> reports = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> states = new HashMap<>();
  private int saves;

  private record Entry(Report report, String content) {}

  @Override
  public long store(ReportId id, Report report, InputStream content) throws IOException {
    String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return 0;
    }
    return reports.putIfAbsent(id, new Entry(report, text)) == null ? text.length() : -1;
  }

  @Override
  public Stored open(ReportId id, long offset, String etag) throws IOException {
    Entry entry = reports.get(id);
    if (entry == null) {
      throw new IOException("there is no report " + id);
    }
    byte[] content = entry.content().getBytes(StandardCharsets.UTF_8);
    String tag = Integer.toHexString(entry.content().hashCode());
    if (!etag.isEmpty() && !etag.equals(tag)) {
      throw new IOException("the report " + id + " is another one by now");
    }
    int from = Math.toIntExact(offset);
    return new Stored(
        entry.report(),
        new ByteArrayInputStream(content, from, content.length - from),
        content.length,
        tag);
  }

  @Override
  public Report read(byte[] json) throws IOException {
    return Json.report(json);
  }

  Stored open(ReportId id) throws IOException {
    return open(id, 0, "");
  }

  @Override
  public Map<String, String> state(String feed) {
    return states.getOrDefault(feed, Map.of());
  }

  @Override
  public void saveState(String feed, Map<String, String> state) {
    saves++;
    states.put(feed, Map.copyOf(state));
  }

  int saves() {
    return saves;
  }

  List<ReportId> ids() {
    return List.copyOf(reports.keySet());
  }
}
