package intelmq.harmonization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import intelmq.python.None;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What types make of values that are odd: bytes, other kinds of values, white space, Unicode. */
class TypeEdgesTest {
  private static final String LONE_SURROGATE = "\ud800";

  static List<Arguments> sanitized() {
    return List.of(
        // of bytes only ASCII changes its case
        arguments(Types.LOWERCASE_STRING, bytes(" ÄB "), "Äb"),
        arguments(Types.UPPERCASE_STRING, bytes("äb"), "äB"),
        arguments(Types.LOWERCASE_STRING, new byte[] {(byte) 0xff}, ""),
        arguments(Types.LOWERCASE_STRING, " ", ""),
        arguments(Types.LOWERCASE_STRING, "", null),
        arguments(Types.LOWERCASE_STRING, 5L, null),
        arguments(Types.LOWERCASE_STRING, "ΑΣ ΑΣ' Σ", "ας ας' σ"),
        arguments(Types.LOWERCASE_STRING, "ΑΣ\u0345", "ας\u0345"),
        arguments(Types.UPPERCASE_STRING, "ŉß", "ʼNSS"),
        arguments(Types.STRING, List.of(1L, "a"), "[1, 'a']"),
        arguments(Types.STRING, Map.of(), null),
        arguments(Types.STRING, false, null),
        arguments(Types.STRING, "\u001cx\u3000", "x"),
        arguments(Types.STRING, BigInteger.TEN.pow(5000), null),
        // an empty text is none where values come from a list
        arguments(Types.CLASSIFICATION_TYPE, " ", null),
        arguments(Types.CLASSIFICATION_TYPE, bytes("C&C"), "c2-server"),
        arguments(Types.CLASSIFICATION_TAXONOMY, "\u00a0", null),
        arguments(Types.TLP, "\t", null),
        arguments(Types.TLP, "tlp", ""),
        arguments(Types.TLP, "TLP :RED", ":RED"),
        arguments(Types.TLP, "tlp\u00a0red", "RED"),
        arguments(Types.REGISTRY, " ", ""),
        arguments(Types.REGISTRY, bytes("ripencc"), "RIPE"),
        // Python's int() and float()
        arguments(Types.INTEGER, "\u00a05\u3000", 5L),
        arguments(Types.INTEGER, "\u001c5", null),
        arguments(Types.INTEGER, bytes(" 1_000 "), 1000L),
        arguments(Types.INTEGER, bytes("٥"), null),
        arguments(Types.INTEGER, "9".repeat(4301), null),
        arguments(Types.INTEGER, 1e20, BigInteger.TEN.pow(20)),
        arguments(Types.FLOAT, "\r1.5\u001f", null),
        arguments(Types.FLOAT, "-inf", Double.NEGATIVE_INFINITY),
        arguments(Types.FLOAT, "1_0.5", 10.5),
        arguments(Types.FLOAT, "1_.5", null),
        arguments(Types.ASN, "AS64496 ", 64_496L),
        arguments(Types.ASN, " AS64496", null),
        arguments(Types.ASN, " 64496 ", 64_496L),
        arguments(Types.ASN, "aſ64496", null),
        arguments(Types.ASN, bytes("64496"), 64_496L),
        arguments(Types.ASN, bytes("AS64496"), null),
        arguments(Types.ASN, Double.POSITIVE_INFINITY, null),
        // addresses
        arguments(Types.IP_ADDRESS, "192.0.2.7/032", "192.0.2.7"),
        arguments(Types.IP_ADDRESS, "192.0.2.7/255.255.255.255", "192.0.2.7"),
        arguments(Types.IP_ADDRESS, "192.0.2.7/+32", null),
        arguments(Types.IP_ADDRESS, "192.0.2.7%eth0/24", "192.0.2.7"),
        arguments(Types.IP_ADDRESS, "192.0.2.7/24%eth0", null),
        arguments(Types.IP_ADDRESS, "2001:db8::1%eth0/64", "2001:db8::1"),
        arguments(Types.IP_ADDRESS, "2001:db8::1/128%", "2001:db8::1"),
        arguments(Types.IP_ADDRESS, "::ffff:192.0.2.7", "::ffff:c000:207"),
        arguments(Types.IP_ADDRESS, "::ffff:192.0.7", null),
        arguments(Types.IP_ADDRESS, "2001:db8:: ", "2001:db8::"),
        arguments(Types.IP_ADDRESS, "\u001a2001:db8::", null),
        arguments(Types.IP_ADDRESS, "5", "0.0.0.5"),
        arguments(Types.IP_ADDRESS, "05", null),
        arguments(Types.IP_ADDRESS, 5.0, null),
        arguments(Types.IP_ADDRESS, bytes("192.0.2.7"), "192.0.2.7"),
        arguments(Types.IP_NETWORK, bytes("192.0.2.7/24"), "192.0.2.0/24"),
        arguments(Types.IP_NETWORK, "192.0.2.7/024", "192.0.2.0/24"),
        arguments(Types.IP_NETWORK, "2001:db8::%eth0/32", "2001:db8::%eth0/32"),
        arguments(Types.IP_NETWORK, "2001:db8::1%eth0/32", "2001:db8::/32"),
        arguments(Types.IP_NETWORK, "2001:db8::%/32", null),
        arguments(Types.IP_NETWORK, "2001:db8::%a%b/32", null),
        arguments(Types.IP_NETWORK, "2001:db8::/ffff::", null),
        arguments(Types.IP_NETWORK, 5L, null),
        // names
        arguments(Types.FQDN, 5L, "5"),
        arguments(Types.FQDN, true, "true"),
        arguments(Types.FQDN, ". a .", " a "),
        arguments(Types.FQDN, "ǅ.example。", "xn--d-toa.example."),
        arguments(Types.FQDN, "b\u00adücher.example", "xn--bcher-kva.example"),
        arguments(Types.FQDN, "ü".repeat(70), null),
        arguments(Types.FQDN, "אa.example", null),
        // URLs
        arguments(Types.URL, "FILE:srv?#", "file://localhost/srv"),
        arguments(Types.URL, "\nhttp://example.com/\u00a0", "http://example.com/"),
        arguments(Types.URL, "http://user@[2001:db8::1]:80/", "http://user@[2001:db8::1]:80/"),
        arguments(Types.URL, "http://[2001:db8::1%eth0]/", "http://[2001:db8::1%eth0]/"),
        arguments(Types.URL, "http://[2001:db8::1%]/", null),
        arguments(Types.URL, "http://[2001:db8::1]a/", null),
        arguments(Types.URL, "http://a[2001:db8::1]/", null),
        arguments(Types.URL, "http://[v1.x]/", "http://[v1.x]/"),
        arguments(Types.URL, "http://[V1.x]/", null),
        arguments(Types.URL, "http://[vx.x]/", null),
        arguments(Types.URL, "http://example[.]com/", null),
        arguments(Types.URL, "http://example.com／a", null),
        arguments(Types.URL, 5L, null),
        // Base64 and JSON
        arguments(Types.BASE64, "a" + LONE_SURROGATE, "YQ=="),
        arguments(Types.BASE64, 5L, null),
        arguments(Types.JSON, bytes("{\"a\": 1}"), "{\"a\": 1}"),
        arguments(Types.JSON, bytes("a"), null),
        arguments(Types.JSON, "\u00a0[]\u000b", "[]"),
        arguments(Types.JSON, " a ", "\" a \""),
        arguments(Types.JSON, "{a}", "\"{a}\""),
        arguments(Types.JSON, None.NONE, null),
        arguments(Types.JSON, Double.NaN, "NaN"),
        arguments(Types.JSON, Double.MIN_VALUE, "5e-324"),
        arguments(
            Types.JSON,
            Map.of("\uffff", 1L, "😀", 2L),
            """
            {"\\uffff": 1, "\\ud83d\\ude00": 2}\
            """),
        arguments(Types.JSON_DICT, " {} ", "\" {} \""),
        arguments(Types.JSON_DICT, "\u00a0{\"a\": 1}", "{\"a\": 1}"),
        arguments(Types.JSON_DICT, "[1]", "\"[1]\""),
        arguments(Types.JSON_DICT, Map.of(), null),
        // times
        arguments(Types.DATE_TIME, bytes("2019-07-04"), null),
        arguments(Types.DATE_TIME, 2019L, null),
        arguments(Types.DATE_TIME, "2019-7-4t1:2:3+00:00", "2019-7-4t1:2:3+00:00"),
        arguments(Types.DATE_TIME, "2019-07-04T01:02:03.+00:00", "2019-07-04T01:02:03+00:00"));
  }

  @ParameterizedTest
  @MethodSource
  void sanitized(FieldType type, Object value, @Nullable Object expected) {
    assertThat(type.sanitize(value)).isEqualTo(expected);
  }

  static List<Arguments> valid() {
    return List.of(
        arguments(Types.URL, "http://example.com/ \n", true),
        arguments(Types.URL, " http://example.com/", false),
        arguments(Types.URL, "\u0001http://example.com/", true),
        arguments(Types.URL, "http:// ", true),
        arguments(Types.URL, "http://\t", false),
        arguments(Types.URL, "http:///a", false),
        arguments(Types.FQDN, "0.0.0.0", true),
        arguments(Types.FQDN, "192.0.2.7", false),
        arguments(Types.FQDN, "example.com?", true),
        arguments(Types.FQDN, "example.com?#", true),
        arguments(Types.FQDN, "example.com?a", false),
        arguments(Types.FQDN, "example.com#?", false),
        arguments(Types.FQDN, "bücher.example", false),
        arguments(Types.IP_ADDRESS, "2001:db8::1\n", false),
        arguments(Types.IP_ADDRESS, "0.0.0.0", false),
        arguments(Types.IP_NETWORK, "192.0.2.0/0.0.0.255", true),
        arguments(Types.IP_NETWORK, "192.0.2.1/24", false),
        arguments(Types.DATE_TIME, "2019-7-4T1:2:3+00:00", true),
        arguments(Types.DATE_TIME, "2019-07- 4T01:02:03+00:00", true),
        arguments(Types.DATE_TIME, "2019-07-04T01:02:60+00:00", false),
        arguments(Types.DATE_TIME, "2019-02-29T01:02:03+00:00", false),
        arguments(Types.DATE_TIME, "2019-07-04T01:02:03+00:00 ", false),
        arguments(Types.JSON, "\u00a0[]", false),
        arguments(Types.JSON, "[NaN, -Infinity]", true),
        arguments(Types.JSON, "INF", false),
        arguments(Types.JSON, "+Infinity", false),
        arguments(Types.JSON, "1 2", false),
        arguments(Types.JSON, "[1]]", false),
        arguments(Types.JSON, "9".repeat(4301), false),
        arguments(Types.JSON, "-" + "9".repeat(4300), true),
        arguments(Types.JSON, "0." + "9".repeat(5000), true),
        arguments(Types.JSON, "\"\\u00e\u0669\"", false),
        arguments(Types.JSON, "\"\\\\u\u00e9\"", true),
        arguments(Types.JSON, "\"" + LONE_SURROGATE + "\"", true),
        arguments(Types.JSON_DICT, "{}", false),
        arguments(Types.JSON_DICT, "{\"a\": {}}", true));
  }

  @ParameterizedTest
  @MethodSource
  void valid(FieldType type, Object value, boolean expected) {
    assertThat(type.isValid(value)).isEqualTo(expected);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
