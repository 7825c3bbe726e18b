package intelmq.bench;

import intelmq.harmonization.Json;
import intelmq.runtime.Envelope;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Made-up events, the same each time, all different: {@code small} has the fields of a block list's
 * row, {@code wide} those of a row of Shadowserver's. Addresses are made up, for all of
 * documentation are too few to make rows differ; nothing is sent to them.
 */
final class Events {
  static final String SMALL = Inputs.SMALL;
  static final String WIDE = Inputs.WIDE;

  private static final long SEED = 7;
  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final long SECONDS = 22 * 86_400L;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final ReportId REPORT = ReportId.parse("bench-20261123T130000-0");
  private static final List<String> MALWARE =
      List.of("qakbot", "emotet", "dridex", "trickbot", "icedid", "pikabot");
  private static final List<String> COUNTRIES =
      List.of("AT", "BE", "CZ", "DE", "ES", "FR", "IT", "NL", "PL", "AQ");

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** Bodies of messages, each with so many events. */
  static List<String> messages(String size, int events, int batch) throws IOException {
    var source = new Events();
    var bodies = new ArrayList<String>();
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < events; i++) {
      Map<String, Object> fields = source.small(i);
      if (size.equals(WIDE)) {
        source.widen(fields, i);
      }
      byte[] json = Json.text(fields).getBytes(StandardCharsets.UTF_8);
      entries.add(new Entry(Integer.toString(i), Json.event(json, 0, json.length)));
      if (entries.size() == batch || i == events - 1) {
        bodies.add(Envelope.first(REPORT, entries).encode());
        entries.clear();
      }
    }
    return bodies;
  }

  private Map<String, Object> small(int i) {
    String time = FIRST.plusSeconds(random.nextLong(SECONDS)).atOffset(ZoneOffset.UTC).format(ISO);
    String ip = address();
    int port = 1024 + random.nextInt(60_000);
    String malware = one(MALWARE);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("feed.accuracy", 100.0);
    event.put("feed.name", "Bench");
    event.put("feed.provider", "Bench");
    event.put("feed.url", "s3://example/bench/report.csv");
    event.put("time.observation", "2026-11-23T13:00:00+00:00");
    event.put("time.source", time);
    event.put("source.ip", ip);
    event.put("source.port", (long) port);
    event.put("status", random.nextInt(10) == 0 ? "suspended" : "online");
    event.put("extra.last_online", "2026-11-" + (10 + random.nextInt(12)));
    event.put("malware.name", malware);
    event.put("classification.type", "c2-server");
    String row = time + "," + ip + "," + port + ",online,2026-11-20," + malware + "," + i;
    String raw =
        "\"first_seen_utc\",\"dst_ip\",\"dst_port\",\"c2_status\",\"last_online\",\"malware\"\n"
            + row
            + "\n";
    event.put("raw", base64(raw));
    return event;
  }

  private void widen(Map<String, Object> event, int i) {
    String host = "panel-" + random.nextInt(10_000) + ".example.org";
    event.put("source.asn", 64_496L + random.nextInt(16));
    event.put("source.geolocation.cc", one(COUNTRIES));
    event.put("source.geolocation.city", "Wien");
    event.put("source.geolocation.region", "WIEN");
    event.put("source.reverse_dns", "host-" + i + ".example.net");
    event.put("destination.ip", address());
    event.put("destination.port", 80L);
    event.put("destination.asn", 64_510L);
    event.put("destination.geolocation.cc", "NL");
    event.put("destination.fqdn", host);
    event.put("destination.url", "http://" + host + "/gate/index.php?id=" + random.nextInt());
    event.put("protocol.application", "http");
    event.put("protocol.transport", "tcp");
    event.put("classification.taxonomy", "malicious-code");
    event.put("classification.identifier", "sinkhole-http");
    event.put("severity", "high");
    event.put("feed.documentation", "https://reports.example.org/sinkhole-http-events");
    for (int column = 0; column < 20; column++) {
      event.put("extra.column_" + column, "value " + random.nextInt(1000) + " of " + column);
    }
    var row = new StringBuilder("\"");
    event.values().forEach(value -> row.append(value).append("\",\""));
    event.put("raw", base64(row.toString()));
  }

  private String address() {
    return (1 + random.nextInt(9))
        + "."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + (1 + random.nextInt(254));
  }

  private String one(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
