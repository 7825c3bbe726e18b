package intelmq.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes small databases in MaxMind's format (version 2.0, records of 32 bits, addresses of both
 * kinds), for tests: the real ones may not be shipped.
 */
public final class MmdbWriter {
  private static final int BITS = 128;
  private static final int V4_BITS = 32;
  private static final int SEPARATOR = 16;

  private static final int TEXT = 2;
  private static final int NUMBER = 3;
  private static final int SHORT = 5;
  private static final int MAP = 7;
  private static final int LONG = 9;
  private static final int LIST = 11;
  private static final int TRUTH = 14;
  private static final int SMALL = 29;

  /** Two records a node: a node if positive, data if negative, 0 for nothing. */
  private final List<int[]> nodes = new ArrayList<>();

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  private MmdbWriter() {
    nodes.add(new int[2]);
  }

  /**
   * A database.
   *
   * @param type for instance {@code GeoLite2-City}
   * @param networks a record for each network in CIDR notation; a smaller one comes after what it
   *     is in
   */
  public static byte[] write(String type, Map<String, ?> networks) {
    var writer = new MmdbWriter();
    networks.forEach((network, value) -> writer.add(network, value));
    return writer.bytes(type);
  }

  private void add(String network, Object value) {
    IPAddress address = Objects.requireNonNull(new IPAddressString(network).getAddress(), network);
    byte[] bytes = new byte[BITS / 8];
    byte[] given = address.getLower().getBytes();
    System.arraycopy(given, 0, bytes, bytes.length - given.length, given.length);
    Integer prefix = address.getPrefixLength();
    int length = prefix == null ? BITS : address.isIPv4() ? prefix + BITS - V4_BITS : prefix;
    int at = 0;
    for (int i = 0; i < length - 1; i++) {
      int[] node = nodes.get(at);
      int bit = bit(bytes, i);
      if (node[bit] <= 0) {
        // the larger network goes on in both halves
        nodes.add(new int[] {node[bit], node[bit]});
        node[bit] = nodes.size() - 1;
      }
      at = node[bit];
    }
    nodes.get(at)[bit(bytes, length - 1)] = -1 - data.size();
    encode(value, data);
  }

  private byte[] bytes(String type) {
    var out = new ByteArrayOutputStream();
    int count = nodes.size();
    for (int[] node : nodes) {
      for (int record : node) {
        int value = record > 0 ? record : record == 0 ? count : count + SEPARATOR - 1 - record;
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
      }
    }
    out.writeBytes(new byte[SEPARATOR]);
    out.writeBytes(data.toByteArray());
    out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1));
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", 1_795_000_000L);
    metadata.put("database_type", type);
    metadata.put("description", Map.of("en", "a test"));
    metadata.put("ip_version", (short) 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", (long) count);
    metadata.put("record_size", (short) 32);
    encode(metadata, out);
    return out.toByteArray();
  }

  private static int bit(byte[] bytes, int at) {
    return bytes[at / 8] >> (7 - at % 8) & 1;
  }

  private static void encode(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case Map<?, ?> map -> {
        head(MAP, map.size(), out);
        map.forEach((name, member) -> {
          encode(name.toString(), out);
          encode(member, out);
        });
      }
      case List<?> list -> {
        head(LIST, list.size(), out);
        list.forEach(member -> encode(member, out));
      }
      case String text -> {
        byte[] bytes = text.getBytes(UTF_8);
        head(TEXT, bytes.length, out);
        out.writeBytes(bytes);
      }
      case Boolean truth -> head(TRUTH, truth ? 1 : 0, out);
      case Double number -> {
        head(NUMBER, Double.BYTES, out);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      }
      case Short number -> {
        head(SHORT, Short.BYTES, out);
        out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort(number).array());
      }
      case Number number -> {
        head(LONG, Long.BYTES, out);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number.longValue()).array());
      }
      default -> throw new IllegalArgumentException("no value of such a database: " + value);
    }
  }

  /** Type and size; the types above 7 have a byte of their own. */
  private static void head(int type, int size, ByteArrayOutputStream out) {
    int first = size < SMALL ? size : SMALL;
    out.write(type <= MAP ? type << 5 | first : first);
    if (type > MAP) {
      out.write(type - MAP);
    }
    if (size >= SMALL) {
      if (size - SMALL > 0xff) {
        throw new IllegalArgumentException("too large for a test: " + size);
      }
      out.write(size - SMALL);
    }
  }
}
