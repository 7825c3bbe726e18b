package intelmq.bench;

import intelmq.bench.PipelineBench.Work;
import intelmq.harmonization.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports that a pipeline is measured with, and how they are parsed and filtered. */
final class Inputs {
  /** A block list: six columns. */
  static final String SMALL = "small";

  /** A report of Shadowserver's: forty columns. */
  static final String WIDE = "wide";

  private static final String DATED = "\\d{4}-\\d{2}-\\d{2}-.*";

  private Inputs() {}

  /** Values of the template's parameters. */
  static Map<String, String> parameters(Work work) throws IOException {
    return switch (work.input()) {
      case SMALL -> Map.of("Parser", small(), "FilterKey", "status", "FilterValue", "suspended");
      case WIDE ->
          Map.of("Parser", wide(work), "FilterKey", "source.geolocation.cc", "FilterValue", "AQ");
      default ->
          throw new IOException("there is no input " + work.input() + ", only small and wide");
    };
  }

  private static String small() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(
        "columns",
        List.of(
            "time.source",
            "source.ip",
            "source.port",
            "status",
            "extra.last_online",
            "malware.name"));
    parameters.put("columns_required", List.of(true, true, true, true, false, true));
    parameters.put("skip_header", true);
    parameters.put("time_format", "from_format|%Y-%m-%d %H:%M:%S");
    parameters.put("default_fields", Map.of("classification.type", "c2-server"));
    return Json.text(Map.of("csv", parameters));
  }

  /** The one type of the schema, for all would not fit an environment. */
  private static String wide(Work work) throws IOException {
    if (work.schema() == null) {
      throw new IOException("a wide report needs Shadowserver's schema: --schema FILE");
    }
    Path name = work.report().getFileName();
    if (!(Json.tryParse(Files.readString(work.schema())) instanceof Map<?, ?> schema)) {
      throw new IOException(work.schema() + " is no JSON object");
    }
    Map<String, Object> one = new LinkedHashMap<>();
    schema.forEach((key, type) -> {
      boolean fits =
          type instanceof Map<?, ?> map
              && map.get("file_name") instanceof String file
              && String.valueOf(name).contains(file);
      if (fits || String.valueOf(key).startsWith("_")) {
        one.put(String.valueOf(key), type);
      }
    });
    return Json.text(Map.of("shadowserver", Map.of("schema", Json.text(one))));
  }

  /** The header and the first rows, in a file whose name is of the same type, but another. */
  static Path head(Path report, int rows, Path directory) throws IOException {
    String name = String.valueOf(report.getFileName());
    Path head =
        directory.resolve(name.matches(DATED) ? "2000-01-01" + name.substring(10) : "head-" + name);
    try (BufferedReader in = Files.newBufferedReader(report);
        BufferedWriter out = Files.newBufferedWriter(head)) {
      int written = 0;
      for (String line = in.readLine(); line != null && written <= rows; line = in.readLine()) {
        out.write(line);
        out.write('\n');
        written += line.startsWith("#") ? 0 : 1;
      }
    }
    return head;
  }
}
