package intelmq.pipeline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sample report, and what is to become of it, worked out here without any of the code under test.
 *
 * @param feed the feed's name
 * @param file the report
 * @param lineOfFirst the line on which its first record starts
 * @param linesEach how many lines a record has
 * @param records the fields that each record must give its event, as texts
 */
record Sample(
    String feed, Path file, int lineOfFirst, int linesEach, List<Map<String, String>> records) {
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:]+");

  /** Takes a copy of the list. */
  Sample {
    records = List.copyOf(records);
  }

  /** The CSV sample. */
  static Sample csv(Path file) throws IOException {
    List<String> names =
        List.of(
            "time.source",
            "source.ip",
            "source.port",
            "source.url",
            "malware.name",
            "source.geolocation.cc",
            "source.asn",
            "source.abuse_contact",
            "event_description.text");
    var records = new ArrayList<Map<String, String>>();
    for (CsvRecord row :
        CsvReader.builder().ofCsvRecord(Files.readString(file)).stream().skip(1).toList()) {
      List<String> cells = row.getFields();
      var record = common("Example CSV", "infected-system");
      for (int i = 0; i < names.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          record.put(names.get(i), cells.get(i).replaceFirst("(T[\\d:]{8})Z$", "$1+00:00"));
        }
      }
      records.add(record);
    }
    return new Sample("example-csv", file, 2, 1, records);
  }

  /** The sample of Feodo Tracker. */
  static Sample feodoTracker(Path file) throws IOException {
    List<Map<String, @Nullable Object>> servers =
        new JsonMapper().readValue(Files.readString(file), new TypeReference<>() {});
    var records = new ArrayList<Map<String, String>>();
    for (Map<String, @Nullable Object> server : servers) {
      var record = common("Feodo Tracker", "c2-server");
      put(record, "source.ip", server.get("ip_address"));
      put(record, "source.port", server.get("port"));
      put(record, "source.asn", server.get("as_number"));
      put(record, "source.as_name", server.get("as_name"));
      put(record, "source.reverse_dns", server.get("hostname"));
      put(record, "source.geolocation.cc", server.get("country"));
      put(record, "status", server.get("status"));
      put(record, "extra.last_online", server.get("last_online"));
      put(record, "malware.name", lower(server.get("malware")));
      put(record, "time.source", lower(server.get("first_seen")).replace(' ', 'T') + "+00:00");
      records.add(record);
    }
    return new Sample("feodotracker", file, 2, 12, records);
  }

  private static Map<String, String> common(String feed, String type) {
    var record = new LinkedHashMap<String, String>();
    record.put("feed.name", feed);
    record.put("classification.type", type);
    record.put("classification.taxonomy", "malicious-code");
    return record;
  }

  private static void put(Map<String, String> record, String name, @Nullable Object value) {
    if (value != null) {
      record.put(name, value.toString());
    }
  }

  private static String lower(@Nullable Object value) {
    return Objects.toString(value, "").toLowerCase(Locale.ROOT);
  }

  /** The ordinals of records that are no events, for their address is none. */
  List<Integer> malformed() {
    var ordinals = new ArrayList<Integer>();
    for (int i = 0; i < records.size(); i++) {
      if (!isAddress(Objects.requireNonNullElse(records.get(i).get("source.ip"), ""))) {
        ordinals.add(i);
      }
    }
    return ordinals;
  }

  private static boolean isAddress(String text) {
    try {
      return ADDRESS.matcher(text).matches() && InetAddress.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The records that become events, by ordinal: the first of those that are the same. */
  Map<Integer, Map<String, String>> events() {
    var events = new LinkedHashMap<Integer, Map<String, String>>();
    Set<Map<String, String>> seen = new LinkedHashSet<>();
    List<Integer> malformed = malformed();
    for (int i = 0; i < records.size(); i++) {
      if (!malformed.contains(i) && seen.add(records.get(i))) {
        events.put(i, records.get(i));
      }
    }
    return Collections.unmodifiableMap(events);
  }

  /** The line on which a record starts. */
  long line(int ordinal) {
    return lineOfFirst + (long) linesEach * ordinal;
  }
}
