package intelmq.experts.contacttable;

import intelmq.experts.contacttable.ContactTable.Entry;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.Types;
import intelmq.python.CsvReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a table of contacts; what is wrong is said with line, column and what was expected. */
final class ContactTableReader {
  private static final String CONTACT = "contact";
  private static final List<String> COLUMNS = List.of("network", "domain", "asn", CONTACT);
  private static final Pattern MAIL_ADDRESSES =
      Pattern.compile("[^@\\s,]+@[^@\\s,]+(?:\\s*,\\s*[^@\\s,]+@[^@\\s,]+)*");

  private final ContactTable table = new ContactTable();
  private List<String> header = List.of();

  private ContactTableReader() {}

  /**
   * The table.
   *
   * @throws IllegalArgumentException if anything is wrong in it
   */
  static ContactTable read(String csv) {
    var reader = new ContactTableReader();
    var rows = new CsvReader(',', '"');
    long line = 0;
    long start = 1;
    for (String text : csv.lines().toList()) {
      line++;
      if (!rows.isOpen()) {
        start = line;
        if (text.isBlank() || text.startsWith("#")) {
          continue;
        }
      }
      // a byte order mark is no part of the first name
      List<String> row = rows.feed(line == 1 ? text.replace("\ufeff", "") : text, "\n");
      if (row != null) {
        reader.add(row, start);
      }
    }
    if (rows.isOpen()) {
      throw wrong(start, "", "a quote is opened and never closed");
    }
    if (reader.header.isEmpty()) {
      throw wrong(1, "", "there is no header, expected 'network,domain,asn,contact'");
    }
    return reader.table;
  }

  private void add(List<String> row, long line) {
    if (header.isEmpty()) {
      header = header(row, line);
      return;
    }
    if (row.size() != header.size()) {
      throw wrong(
          line,
          "",
          "has " + row.size() + " cells, expected " + header.size() + " as in the header");
    }
    var entry = new Entry(contact(row, line), line);
    boolean network = add(row, line, "network", Types.IP_NETWORK, entry);
    boolean domain = add(row, line, "domain", Types.FQDN, entry);
    boolean asn = add(row, line, "asn", Types.ASN, entry);
    if (!network && !domain && !asn) {
      throw wrong(line, "", "has no key, expected a network, a domain or an AS");
    }
  }

  private static List<String> header(List<String> row, long line) {
    List<String> names = row.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String name : names) {
      Optional<String> meant =
          COLUMNS.contains(name) ? Optional.empty() : Nearest.of(name, COLUMNS);
      if (meant.isPresent() && !names.contains(meant.get()) && !name.isEmpty()) {
        throw wrong(line, name, "there is no such column; did you mean '" + meant.get() + "'?");
      }
      if (COLUMNS.contains(name) && names.indexOf(name) != names.lastIndexOf(name)) {
        throw wrong(line, name, "there are two such columns");
      }
    }
    if (!names.contains(CONTACT)) {
      throw wrong(line, "", "the header has no column 'contact'");
    }
    if (COLUMNS.stream().filter(names::contains).count() < 2) {
      throw wrong(line, "", "the header has no column 'network', 'domain' or 'asn'");
    }
    return names;
  }

  private String contact(List<String> row, long line) {
    String contact = cell(row, CONTACT);
    if (contact == null || !MAIL_ADDRESSES.matcher(contact).matches()) {
      throw wrong(line, CONTACT, "'" + shown(contact) + "' is no mail address");
    }
    return contact;
  }

  private boolean add(List<String> row, long line, String column, FieldType type, Entry entry) {
    String cell = cell(row, column);
    if (cell == null) {
      return false;
    }
    Object key = type.sanitize(cell);
    if (key == null || !type.isValid(key)) {
      throw wrong(line, column, "'" + cell + "' is wrong, expected " + expected(column));
    }
    if (column.equals("network")) {
      refuseHost(cell, key, line);
    }
    Optional<Entry> there =
        switch (column) {
          case "network" -> table.addNetwork(key.toString(), entry);
          case "domain" -> table.addDomain(key.toString(), entry);
          default -> table.addAs(key.toString(), entry);
        };
    if (there.isPresent() && !there.get().contact().equals(entry.contact())) {
      throw wrong(line, column, "'" + cell + "' has another contact in line " + there.get().line());
    }
    return true;
  }

  /** A network whose address has bits beyond the prefix is more likely a slip than meant so. */
  private static void refuseHost(String cell, Object network, long line) {
    if (cell.indexOf('/') >= 0 && !Types.IP_NETWORK.isValid(cell)) {
      throw wrong(line, "network", "'" + cell + "' is not the first address, expected " + network);
    }
  }

  private @Nullable String cell(List<String> row, String column) {
    int at = header.indexOf(column);
    String cell = at < 0 ? "" : row.get(at).strip();
    return cell.isEmpty() ? null : cell;
  }

  private static String expected(String column) {
    return switch (column) {
      case "network" -> "an address or a network such as 192.0.2.0/24 or 2001:db8::/32";
      case "domain" -> "a domain such as example.com, which stands for all names below it, too";
      default -> "the number of an AS such as 64500 or AS64500";
    };
  }

  private static String shown(@Nullable String cell) {
    return cell == null ? "" : cell;
  }

  private static IllegalArgumentException wrong(long line, String column, String what) {
    return new IllegalArgumentException(
        "line " + line + (column.isEmpty() ? "" : ", column '" + column + "'") + ": " + what);
  }
}
