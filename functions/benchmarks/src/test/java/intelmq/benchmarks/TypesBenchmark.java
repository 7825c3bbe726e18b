package intelmq.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import intelmq.harmonization.FieldType;
import intelmq.harmonization.Types;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Sanitising and checking a value of each type. Scores are values per second on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
@OperationsPerInvocation(TypesBenchmark.VALUES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TypesBenchmark {
  static final int VALUES = 4;

  @Param({
    "Accuracy",
    "ASN",
    "Base64",
    "Boolean",
    "ClassificationTaxonomy",
    "ClassificationType",
    "DateTime",
    "Float",
    "FQDN",
    "Integer",
    "IPAddress",
    "IPNetwork",
    "JSON",
    "JSONDict",
    "LowercaseString",
    "Registry",
    "String",
    "TLP",
    "UppercaseString",
    "URL"
  })
  String type = "String";

  private FieldType it = Types.STRING;
  private List<String> values = List.of();

  /** Four values, as reports have them. */
  @Setup
  public void choose() {
    it = type(type);
    values = values(type);
  }

  /** What {@code Event.add} does to a value. */
  @Benchmark
  public void sanitize(Blackhole hole) {
    for (String value : values) {
      Object harmonised = it.sanitize(value);
      hole.consume(harmonised != null && it.isValid(harmonised));
    }
  }

  static FieldType type(String name) {
    return Types.all().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type " + name));
  }

  /** Values of a type, all of which it takes. */
  static List<String> values(String type) {
    return switch (type) {
      case "Accuracy" -> List.of("100", "50.5", "0", "99");
      case "ASN" -> List.of("64496", "AS64497", "as64498", "65551");
      case "Base64" -> List.of("login: ", "2026-11-23,192.0.2.1,23", "x", "Gerät 3");
      case "Boolean" -> List.of("true", "false", "True", "False");
      case "ClassificationTaxonomy" -> List.of("vulnerable", "other", "malicious-code", "fraud");
      case "ClassificationType" -> List.of("c2-server", "scanner", "phishing", "brute-force");
      case "DateTime" ->
          List.of(
              "2026-11-23T10:11:12+00:00",
              "2026-11-23 10:11:12",
              "23 Nov 2026 10:11:12 +0100",
              "2026-11-23T10:11:12.345Z");
      case "Float" -> List.of("1.5", "100", "-3.25", "1e3");
      case "FQDN" ->
          List.of("www.example.com", "EXAMPLE.org", "a.b.c.example.net", "xn--mnchen-3ya.example");
      case "Integer" -> List.of("443", "0", "65535", "-1");
      case "IPAddress" ->
          List.of("192.0.2.17", "198.51.100.255", "2001:db8::1", "2001:DB8:0:0:8:800:200C:417A");
      case "IPNetwork" ->
          List.of("192.0.2.0/24", "198.51.100.17/32", "2001:db8::/32", "203.0.113.0/25");
      case "JSON" -> List.of("{\"a\":1}", "[1,2,3]", "\"text\"", "{\"a\":{\"b\":[true,null]}}");
      case "JSONDict" -> List.of("{\"a\":1}", "{\"a\":\"b\"}", "{\"a\":{}}", "{\"a\":[1,2,3]}");
      case "LowercaseString", "String", "UppercaseString" ->
          List.of("vulnerable-system", " Example Networks ", "BusyBox v1.19.4", "Gerät 3");
      case "Registry" -> List.of("RIPE", "arin", "APNIC", "lacnic");
      case "TLP" -> List.of("RED", "TLP:AMBER", "green", "tlp:white");
      case "URL" ->
          List.of(
              "http://www.example.com/",
              "https://www.example.org:8443/a/b?c=d#e",
              "hxxp://example.net/x.exe",
              "http://192.0.2.1/login.php");
      default -> throw new IllegalArgumentException("no values for " + type);
    };
  }
}
