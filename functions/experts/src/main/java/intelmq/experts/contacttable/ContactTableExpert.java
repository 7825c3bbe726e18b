package intelmq.experts.contacttable;

import static intelmq.harmonization.Fields.SOURCE_ABUSE_CONTACT;
import static intelmq.harmonization.Fields.SOURCE_ASN;
import static intelmq.harmonization.Fields.SOURCE_FQDN;
import static intelmq.harmonization.Fields.SOURCE_IP;
import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import intelmq.harmonization.Event;
import java.io.IOException;
import java.util.Optional;

/**
 * Fills {@code source.abuse_contact} from a table: the contact of the most specific entry that fits
 * the event.
 *
 * <p>The table is a CSV with commas. Its first line names the columns, in any order: {@code
 * contact} (a mail address, or several with commas between them, in quotes), and at least one of
 * {@code network} (an address, or a network such as {@code 192.0.2.0/24}), {@code domain} and
 * {@code asn} ({@code 64500} or {@code AS64500}); other columns are notes. Each line has a contact
 * and one key or more, any of which will do. Empty lines and lines that begin with {@code #} are
 * passed over.
 *
 * <p>Of the entries that fit, a network comes before a domain and a domain before an AS: the
 * network with the longest prefix that {@code source.ip} is in; else the domain with the most
 * labels that {@code source.fqdn} is or is below; else {@code source.asn}. A table with an error,
 * or with two contacts for one key, is refused at the start, with line and column; one that takes
 * the place of another later, and has an error, does not, and the log has a warning.
 */
@Bot(name = "contact_table")
public final class ContactTableExpert implements Expert {
  private final Database<ContactTable> contacts;
  private final boolean overwrite;

  /** The parameters. */
  public record Config(
      @Param("The table: the text of a CSV, or a reference to it (`s3://…`).") Source contacts,
      @Param(value = "Whether a contact that is there is replaced.", byDefault = "false")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public ContactTableExpert(Config config, Databases databases) {
    contacts =
        databases.open(
            "contacts",
            config.contacts(),
            Databases.NEVER_STALE,
            content -> ContactTableReader.read(new String(content, UTF_8)));
    contacts.check();
    overwrite = config.overwrite();
  }

  @Override
  public Verdict process(Event event) throws IOException {
    if (overwrite || !event.has(SOURCE_ABUSE_CONTACT)) {
      contact(event, contacts.get()).ifPresent(contact -> event.put(SOURCE_ABUSE_CONTACT, contact));
    }
    return Verdict.FORWARD;
  }

  private static Optional<String> contact(Event event, ContactTable contacts) {
    return Optional.ofNullable(event.text(SOURCE_IP))
        .flatMap(contacts::ofAddress)
        .or(() -> Optional.ofNullable(event.text(SOURCE_FQDN)).flatMap(contacts::ofDomain))
        .or(() -> Optional.ofNullable(event.text(SOURCE_ASN)).flatMap(contacts::ofAs));
  }
}
