package intelmq.prove;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A report in CSV of any size, made up while it is read. Its records are as long as each other and
 * all different; some are wrong, some are of a country that a filter drops.
 *
 * @param records how many, the header not counted
 */
record GeneratedReport(long records) {
  /** Bytes of a record. */
  static final int RECORD = 400;

  private static final byte[] HEADER =
      "time,ip,port,url,malware,country,asn,contact,description\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final List<String> NETWORKS = List.of("192.0.2.", "198.51.100.", "203.0.113.");
  private static final List<String> COUNTRIES = List.of("AT", "DE", "FR", "IT", "NL", "PL", "CZ");
  private static final List<String> MALWARE = List.of("mirai", "gafgyt", "redline", "qakbot");
  private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
  private static final int WRONG = 1000;
  private static final int DROPPED = 100;
  private static final int DAY = 86_400;

  /** A report of at least so many bytes. */
  static GeneratedReport ofSize(long bytes) {
    return new GeneratedReport(Math.ceilDiv(bytes - HEADER.length, RECORD));
  }

  long bytes() {
    return HEADER.length + records * RECORD;
  }

  /** Whether a record's address is none. */
  static boolean isWrong(long record) {
    return record % WRONG == WRONG - 1;
  }

  /** Whether a record is right, but of the country that the filter drops. */
  static boolean isDropped(long record) {
    return record % DROPPED == DROPPED / 2;
  }

  /** What stands in a record's URL, and in no other's. */
  static String mark(long record) {
    return "/record-" + record + "/";
  }

  InputStream open() {
    return new Content();
  }

  private static byte[] line(long record) {
    int host = 1 + (int) (record % 254);
    var text =
        new StringBuilder(RECORD)
            .append(BEGIN.plusSeconds(record % DAY))
            .append(',')
            .append(NETWORKS.get((int) (record % NETWORKS.size())))
            // no address ends so
            .append(isWrong(record) ? 300 : host)
            .append(',')
            .append(1024 + record % 60_000)
            .append(",https://host")
            .append(record % 9973)
            .append(".example.com")
            .append(mark(record))
            .append("payload.bin,")
            .append(MALWARE.get((int) (record % MALWARE.size())))
            .append(',')
            .append(isDropped(record) ? "BR" : COUNTRIES.get((int) (record % COUNTRIES.size())))
            .append(',')
            .append(64496 + record % 16)
            .append(",abuse@as")
            .append(64496 + record % 16)
            .append(".example,");
    long state = record;
    while (text.length() < RECORD / 2) {
      state = mix(state);
      text.append(Long.toHexString(state)).append(' ');
    }
    while (text.length() < RECORD - 1) {
      text.append("seen by a sensor of the example network; ");
    }
    text.setLength(RECORD - 1);
    return text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** One step of SplitMix64. */
  private static long mix(long state) {
    long mixed = state + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private final class Content extends InputStream {
    private byte[] line = HEADER;
    private int position;
    private long next;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int end = offset + length;
      int to = offset;
      while (to < end && more()) {
        int some = Math.min(end - to, line.length - position);
        System.arraycopy(line, position, buffer, to, some);
        position += some;
        to += some;
      }
      return to == offset && length > 0 ? -1 : to - offset;
    }

    private boolean more() {
      if (position == line.length && next < records) {
        line = line(next++);
        position = 0;
      }
      return position < line.length;
    }
  }

  @Override
  public String toString() {
    return records + " records of " + RECORD + " bytes after " + Arrays.toString(HEADER);
  }
}
