package intelmq.localstack.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports made for a run: unique events, some that were reported before, some lines that are none;
 * documentation addresses only. The reports of a wave are the same in every run.
 */
final class FaultFeed {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");
  private static final List<String> COUNTRIES = List.of("AT", "AT", "DE", "FR", "ZA", "BR");
  private static final List<String> MALWARE =
      List.of("mirai", "gafgyt", "redline", "socks5systemz");
  private static final List<String> BAD = List.of("192.0.2.300", "unknown", "198.51.100");
  private static final String HEADER = "time,ip,port,url,malware,country,asn,contact,description\n";

  /** Lines of the reports of a wave; the longest makes several messages. */
  private static final List<Integer> SIZES = List.of(40, 25, 60, 1200);

  private FaultFeed() {}

  /** The CSV reports of a wave. */
  static List<String> csv(int wave) {
    var reports = new ArrayList<String>();
    int most = wave % 4 == 1 ? SIZES.size() : SIZES.size() - 1;
    for (int report = 0; report < most; report++) {
      var text = new StringBuilder(HEADER);
      for (int line = 0; line < SIZES.get(report); line++) {
        text.append(line(wave, report, line)).append('\n');
      }
      reports.add(text.toString());
    }
    return reports;
  }

  /** The report of a wave as Feodo Tracker has it. */
  static String json(int wave) {
    var servers = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 12; i++) {
      var random = new Random(31L * wave + i);
      var server = new LinkedHashMap<String, Object>();
      server.put("ip_address", i == 7 ? BAD.get(wave % BAD.size()) : address(random));
      server.put("port", 1 + random.nextInt(65_535));
      server.put("status", "online");
      server.put("hostname", "server-" + wave + "-" + i + ".example");
      server.put("as_number", 64_496 + random.nextInt(16));
      server.put("as_name", "EXAMPLE");
      server.put("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
      server.put("first_seen", "2026-11-01 03:23:16");
      server.put("last_online", "2026-11-07");
      server.put("malware", "Emotet");
      servers.add(server);
    }
    return JSON.writeValueAsString(servers);
  }

  private static String line(int wave, int report, int line) {
    var random = new Random(1_000_003L * wave + 10_007L * report + line);
    if (line % 13 == 12) {
      // what was reported before: in this report, or in that of the same size of the wave before
      return wave > 0 && line % 2 == 0 && report < 3
          ? line(wave - 1, report, line - 5)
          : line(wave, report, line - 7);
    }
    String name = wave + "-" + report + "-" + line;
    String address = line % 17 == 9 ? BAD.get(random.nextInt(BAD.size())) : address(random);
    String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
    int as = 64_496 + random.nextInt(4);
    String contact = random.nextInt(3) == 0 ? "" : "abuse@as" + as + ".example";
    return String.format(
        Locale.ROOT,
        "2026-11-20T%02d:%02d:%02dZ,%s,%d,http://www.example.com/%s,%s,%s,%d,%s,Event %s",
        random.nextInt(24),
        random.nextInt(60),
        random.nextInt(60),
        address,
        1 + random.nextInt(65_535),
        name,
        MALWARE.get(random.nextInt(MALWARE.size())),
        country,
        as,
        contact,
        name);
  }

  private static String address(Random random) {
    return NETWORKS.get(random.nextInt(NETWORKS.size())) + (1 + random.nextInt(254));
  }
}
