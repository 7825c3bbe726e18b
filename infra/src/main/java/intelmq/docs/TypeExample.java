package intelmq.docs;

import intelmq.harmonization.FieldType;
import intelmq.harmonization.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a type makes of a value.
 *
 * @param given the raw value
 * @param becomes its harmonised form, or null if it has none
 * @param accepted whether that form is valid
 */
public record TypeExample(Object given, @Nullable Object becomes, boolean accepted) {
  /** The day on which the examples are computed. */
  public static final Instant DAY = Instant.parse("2026-01-31T12:00:00Z");

  private static final Map<String, List<Object>> GIVEN =
      Map.ofEntries(
          Map.entry("String", List.of(" two words ", 7L, List.of("a", 1L), "", false)),
          Map.entry("LowercaseString", List.of(" Emotet ", 7L)),
          Map.entry("UppercaseString", List.of("d41d8cd9", "straße", 7L)),
          Map.entry("Base64", List.of("192.0.2.1,80", "MTkyLjAuMi4xLDgw", 7L)),
          Map.entry("Boolean", List.of(true, "FALSE", 1L, "1", "yes")),
          Map.entry("Integer", List.of(80L, " +80 ", "1_000", 5.9, "5.9", true)),
          Map.entry("Float", List.of(0.5, ".5", "1e3", "1,5")),
          Map.entry("Accuracy", List.of(80L, "99.5", true, 101L)),
          Map.entry("ASN", List.of(64496L, "AS64496", "as 64496", 0L, "64496.1")),
          Map.entry(
              "DateTime",
              List.of(
                  "2026-01-02T03:04:05+00:00",
                  "2026-01-02 03:04:05.67 +0100",
                  "Fri, 2 Jan 2026 03:04 CET",
                  "01/02/2026",
                  "31/01/2026",
                  "10:11:12",
                  "2026-02-30",
                  "1767323045",
                  1767323045L)),
          Map.entry(
              "FQDN",
              List.of(
                  ".WWW.Example.com.",
                  "bücher.example",
                  "192.0.2.1",
                  "https://www.example.com/",
                  "www..example.com")),
          Map.entry(
              "IPAddress",
              List.of(
                  "192.0.2.1",
                  3221225985L,
                  "192.0.2.1/32",
                  "2001:DB8:0::1",
                  "fe80::1%eth0",
                  "192.0.2.0/24",
                  "192.0.2.01",
                  "192.0.2.1:80",
                  "0.0.0.0")),
          Map.entry(
              "IPNetwork",
              List.of(
                  "192.0.2.0/24",
                  "192.0.2.77/24",
                  "192.0.2.0/255.255.255.0",
                  "192.0.2.1",
                  "2001:db8::1/32",
                  "192.0.2.0-192.0.2.255")),
          Map.entry(
              "URL",
              List.of(
                  "https://www.example.com/a?b=c",
                  "hxxp://www.example.com/",
                  "file:/etc/hosts",
                  "www.example.com/a",
                  "https:///a")),
          Map.entry(
              "ClassificationTaxonomy", List.of("Malicious Code", "malicious-code", "malware")),
          Map.entry(
              "ClassificationType",
              List.of("C2-Server", "c&c", "botnet drone", "ransomware", "malicious-code")),
          Map.entry("TLP", List.of("TLP: amber", "yellow", "TLP:CLEAR", "TLP:AMBER+STRICT")),
          Map.entry("Registry", List.of("ripe", "RIPE-NCC", "IANA")),
          Map.entry("JSON", List.of("{\"a\": [1]}", "no JSON", List.of(1L, 2L), 7L)),
          Map.entry(
              "JSONDict", List.of("{\"sensor\": \"a1\"}", Map.of("sensor", "a1"), "{}", "[1]")));

  /** Examples of a type of IntelMQ's, computed. */
  public static List<TypeExample> of(FieldType type) {
    return GIVEN.getOrDefault(type.name(), List.of()).stream()
        .map(value -> of(type, value, InstantSource.fixed(DAY)))
        .toList();
  }

  /** What a type makes of a value; what a date leaves open is the clock's. */
  public static TypeExample of(FieldType type, Object value, InstantSource clock) {
    Object becomes = type.sanitize(value, clock);
    return new TypeExample(value, becomes, becomes != null && type.isValid(becomes));
  }

  /** The raw value in JSON. */
  public String givenJson() {
    return Json.text(given);
  }

  /** The harmonised form in JSON; empty if there is none. */
  public String becomesJson() {
    return becomes == null ? "" : Json.text(becomes);
  }
}
