package intelmq.experts.domainsuffix;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.config.Source;
import intelmq.bot.database.SuffixList;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Types;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Fills {@code source.domain_suffix} and {@code destination.domain_suffix}: the part of a domain
 * name under which names are registered, {@code co.uk} for instance.
 *
 * <p>Of the public suffix list (publicsuffix.org) the section of ICANN counts, not the one of
 * private domains. A name of a top-level domain that is not in it has that as suffix.
 */
@Bot(
    name = "domain_suffix",
    upstream = "intelmq.bots.experts.domain_suffix.expert",
    ignored = "autoupdate_cached_database")
public final class DomainSuffixExpert implements Expert {
  private final Database<SuffixList> suffixes;
  private final List<Side> sides;

  /** Fields that have names. */
  public enum NameField {
    /** The domain name. */
    FQDN,
    /** The name of the address. */
    REVERSE_DNS
  }

  /** The parameters. */
  public record Config(
      @Param("The field, of source and destination, whose suffix is looked for.") NameField field,
      @Param("The public suffix list: its text, or a reference to it (`s3://…`).")
          Source suffixFile) {}

  /** The expert with its parameters. */
  public DomainSuffixExpert(Config config, Databases databases) {
    suffixes =
        databases.open("suffix_file", config.suffixFile(), Databases.STALE, SuffixList::read);
    String field = config.field().name().toLowerCase(Locale.ROOT);
    sides = List.of(Side.of("source", field), Side.of("destination", field));
  }

  @Override
  public Verdict process(Event event) throws IOException {
    SuffixList list = suffixes.get();
    for (Side side : sides) {
      String name = event.text(side.name());
      if (name == null) {
        continue;
      }
      if (!Types.FQDN.isValid(name)) {
        return new Reject("invalid-value", side.name() + " is no domain name");
      }
      event.add(side.suffix(), list.suffix(name));
    }
    return Verdict.FORWARD;
  }

  private record Side(Field name, Field suffix) {
    static Side of(String side, String name) {
      return new Side(Field.of(side + "." + name), Field.of(side + ".domain_suffix"));
    }
  }
}
