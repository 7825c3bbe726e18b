package intelmq.experts.asnlookup;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.config.Source;
import intelmq.bot.database.RoutingTable;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import java.io.IOException;
import java.util.List;

/**
 * Sets AS and network of the addresses of source and destination: those of the smallest network of
 * a routing table that the address is in. Values that are there are replaced.
 *
 * <p>The table is text in pyasn's format (network, tab, number of the AS) or that of the dumps for
 * RIS whois (number, tab, network, tab, peers), plain or compressed with gzip. As an object in S3
 * it is read again when it has changed; while there is none, events wait.
 */
@Bot(
    name = "asn_lookup",
    upstream = "intelmq.bots.experts.asn_lookup.expert",
    ignored = "autoupdate_cached_database")
public final class AsnLookupExpert implements Expert {
  private static final List<Side> SIDES = List.of(Side.of("source"), Side.of("destination"));

  private final Database<RoutingTable> routes;

  /** The parameters. */
  public record Config(
      @Param("The routing table: a reference to it (`s3://bucket/key`), or its text.")
          Source database) {}

  /** The expert with its parameters. */
  public AsnLookupExpert(Config config, Databases databases) {
    routes = databases.open("database", config.database(), Databases.STALE, RoutingTable::read);
  }

  @Override
  public Verdict process(Event event) throws IOException {
    RoutingTable table = routes.get();
    for (Side side : SIDES) {
      String address = event.text(side.ip());
      if (address != null) {
        table
            .find(address)
            .ifPresent(route -> {
              if (route.as() != 0) {
                event.put(side.asn(), route.as());
              }
              event.put(side.network(), route.network());
            });
      }
    }
    return Verdict.FORWARD;
  }

  private record Side(Field ip, Field asn, Field network) {
    static Side of(String side) {
      return new Side(Field.of(side + ".ip"), Field.of(side + ".asn"), Field.of(side + ".network"));
    }
  }
}
