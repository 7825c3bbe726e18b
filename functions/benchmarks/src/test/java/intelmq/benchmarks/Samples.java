package intelmq.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.python.PyJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * Made-up events, the same for the same seed: scans of open services with the columns that such
 * reports have. Addresses are those of benchmarks and of documentation.
 */
final class Samples {
  /** The seed of all benchmarks. */
  static final long SEED = 1;

  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  private static final List<String> COUNTRIES =
      List.of("AT", "DE", "CH", "FR", "NL", "US", "BR", "CN", "IN", "VN");

  private static final List<String> BANNERS =
      List.of(
          "login: ",
          "\r\n\r\nUser Access Verification\r\n\r\nUsername: ",
          "\u001b[2J\u001b[1;1HWelcome to router\r\nPassword: ",
          "BusyBox v1.19.4 built-in shell (ash)\r\nlogin: ",
          "Gebäude 3 \"Süd\"\r\nlogin: ");

  /** Columns that hold the same text in most rows. */
  private static final Map<String, String> COLUMNS = columns();

  private final SplittableRandom random;
  private final Map<String, Object> event = new LinkedHashMap<>();

  private Samples(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Events by the names of their fields. */
  static List<Map<String, Object>> events(Data data, int count) {
    var samples = new Samples(SEED);
    var events = new ArrayList<Map<String, Object>>(count);
    for (int i = 0; i < count; i++) {
      samples.event.clear();
      switch (data) {
        case SMALL -> samples.small();
        case WIDE -> samples.wide();
      }
      events.add(new LinkedHashMap<>(samples.event));
    }
    return events;
  }

  /** Events as they are in a queue, a line each, in batches. */
  static List<byte[]> batches(Data data, int count, int batch) {
    var batches = new ArrayList<byte[]>();
    var lines = new ByteArrayOutputStream();
    int size = 0;
    for (Map<String, Object> event : events(data, count)) {
      lines.writeBytes(COMPACT.writeValueAsBytes(event));
      lines.write('\n');
      if (++size == batch) {
        batches.add(lines.toByteArray());
        lines.reset();
        size = 0;
      }
    }
    if (size > 0) {
      batches.add(lines.toByteArray());
    }
    return batches;
  }

  /** The same events as IntelMQ has them in its queues: with spaces and the type. */
  static List<String> python(Data data, int count) {
    return events(data, count).stream()
        .map(event -> {
          event.put("__type", "Event");
          return PyJson.dumps(event);
        })
        .toList();
  }

  private void small() {
    feed("Accessible-Telnet");
    String address = source("open-telnet", List.of(23, 2323));
    if (chance(7)) {
      put(
          "source.reverse_dns",
          address.replace('.', '-') + ".dynamic." + name(300) + ".example.net");
    }
    put("protocol.application", "telnet");
    put("protocol.transport", "tcp");
    put("extra.banner", pick(BANNERS) + (chance(3) ? name(2000) + "-" + random.nextInt(9999) : ""));
    put("extra.tag", "telnet-alt");
    if (chance(3)) {
      put("extra.naics", 517311);
    }
    put("extra.fingerprint", hex(14));
    put("status", "online");
    raw(330);
  }

  private void wide() {
    feed("SSL-POODLE-Vulnerable-Servers");
    source("ssl-poodle", List.of(443, 8443));
    if (chance(7)) {
      put("source.reverse_dns", "host-" + random.nextInt(99999) + "." + name(300) + ".example.net");
    }
    put("protocol.application", "https");
    put("protocol.transport", "tcp");
    put("extra.subject_common_name", "www." + name(5000) + ".example.org");
    put("extra.cert_serial_number", hex(16));
    put("extra.sha1_fingerprint", hex(20));
    put("extra.sha256_fingerprint", hex(32));
    put("extra.sha512_fingerprint", hex(64));
    put("extra.md5_fingerprint", hex(16));
    put("extra.cert_issue_date", time());
    put("extra.cert_expiration_date", time());
    put("extra.content_length", random.nextInt(100_000));
    put("extra.jarm", hex(31));
    put("extra.cert_valid", chance(8));
    COLUMNS.forEach((name, value) -> {
      if (chance(9)) {
        put("extra." + name, value);
      }
    });
    raw(1000);
  }

  private void feed(String name) {
    put("feed.accuracy", 100.0);
    put("feed.name", name);
    put("feed.provider", "Example Provider");
    put(
        "feed.documentation",
        "https://www.example.org/network-reporting/" + name.toLowerCase(Locale.ROOT) + "-report/");
    put("time.observation", "2026-11-23T12:00:07+00:00");
  }

  /** What all scans have; returns the address. */
  private String source(String identifier, List<Integer> ports) {
    String address =
        "198." + (18 + random.nextInt(2)) + "." + random.nextInt(256) + "." + random.nextInt(256);
    put("time.source", time());
    put("classification.taxonomy", "vulnerable");
    put("classification.type", "vulnerable-system");
    put("classification.identifier", identifier);
    put("source.ip", address);
    put("source.port", pick(ports));
    put("source.asn", 64496 + (int) (16 * random.nextDouble() * random.nextDouble()));
    put("source.as_name", upper(name(800)) + "-AS Example Networks " + upper(name(50)));
    put("source.geolocation.cc", pick(COUNTRIES));
    put("source.geolocation.region", upper(name(100)));
    put("source.geolocation.city", upper(name(500)));
    return address;
  }

  /** The line of the report, which ends the event. */
  private void raw(int length) {
    var line = new StringBuilder();
    event.forEach((name, value) -> {
      if (!name.startsWith("feed.")) {
        line.append(line.isEmpty() ? "\"" : ",\"").append(value).append('"');
      }
    });
    byte[] bytes = line.toString().getBytes(UTF_8);
    byte[] some = Arrays.copyOf(bytes, Math.min(bytes.length, length));
    put("raw", Base64.getEncoder().encodeToString(some));
  }

  private void put(String name, Object value) {
    event.put(name, value);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean chance(int tenths) {
    return random.nextInt(10) < tenths;
  }

  /** One of {@code count} made-up names, some of which are frequent. */
  private String name(int count) {
    double uniform = random.nextDouble();
    var letters = new SplittableRandom((long) (count * uniform * uniform));
    var name = new StringBuilder();
    for (int syllables = 2 + letters.nextInt(3); syllables > 0; syllables--) {
      name.append("bdfghklmnprstvwz".charAt(letters.nextInt(16)))
          .append("aeiou".charAt(letters.nextInt(5)))
          .append("lmnrst".charAt(letters.nextInt(6)));
    }
    return name.toString();
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private String hex(int bytes) {
    var digits = new StringBuilder();
    for (int i = 0; i < 2 * bytes; i++) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  private String time() {
    return String.format(
        Locale.ROOT,
        "2026-11-%02dT%02d:%02d:%02d+00:00",
        1 + random.nextInt(23),
        random.nextInt(24),
        random.nextInt(60),
        random.nextInt(60));
  }

  private static Map<String, String> columns() {
    var columns = new LinkedHashMap<String, String>();
    columns.put("handshake", "TLSv1.2");
    columns.put("cipher_suite", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    columns.put("cert_length", "2048");
    columns.put("signature_algorithm", "sha256WithRSAEncryption");
    columns.put("key_algorithm", "rsaEncryption");
    columns.put("cert_version", "2");
    columns.put("self_signed", "N");
    columns.put("cert_expired", "N");
    columns.put("ssl_poodle", "Y");
    columns.put("ssl_version", "2");
    columns.put("freak_vulnerable", "N");
    columns.put("freak_cipher_suite", "TLS_RSA_EXPORT_WITH_RC4_40_MD5");
    columns.put("http_response_type", "HTTP/1.1");
    columns.put("http_code", "200");
    columns.put("http_reason", "OK");
    columns.put("content_type", "text/html; charset=UTF-8");
    columns.put("http_connection", "keep-alive");
    columns.put("www_authenticate", "Basic realm=\"Gerät\"");
    columns.put("server_type", "nginx/1.18.0 (Ubuntu)");
    columns.put("transfer_encoding", "chunked");
    columns.put("browser_trusted", "Y");
    columns.put("validation_level", "unknown");
    columns.put("browser_error", "x509: unknown error");
    columns.put("device_vendor", "Example Devices");
    columns.put("device_type", "firewall");
    columns.put("device_model", "X-1000");
    columns.put("device_version", "7.2.1");
    columns.put("device_sector", "Communications");
    columns.put("subject_locality_name", "Beispielstadt");
    columns.put("subject_country", "AT");
    columns.put("subject_organization_name", "Example GmbH");
    columns.put("subject_organization_unit_name", "IT");
    columns.put("issuer_locality_name", "Example City");
    columns.put("issuer_country", "US");
    columns.put("issuer_organization_name", "Example Trust Network");
    columns.put("issuer_organization_unit_name", "http://www.example.com");
    columns.put("issuer_common_name", "Example RSA DV Secure Server CA");
    columns.put("tag", "ssl,vpn");
    columns.put("sector", "Communications, Service Provider, and Hosting Service");
    columns.put("http_date", "Mon, 23 Nov 2026 10:11:12 GMT");
    return columns;
  }
}
