package intelmq.experts.maxmindgeoip;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.config.Source;
import intelmq.bot.database.GeoDatabase;
import intelmq.bot.database.GeoDatabase.Place;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills country, latitude, longitude and city of the addresses of source and destination, by a
 * database in MaxMind's format (GeoLite2-City and the like).
 *
 * <p>The database is an object in S3, read again when it has changed; while there is none, events
 * wait. An address that it does not know stays as it is.
 */
@Bot(
    name = "maxmind_geoip",
    upstream = "intelmq.bots.experts.maxmind_geoip.expert",
    ignored = {"license_key", "autoupdate_cached_database"})
public final class MaxmindGeoipExpert implements Expert {
  private static final List<Side> SIDES = List.of(Side.of("source"), Side.of("destination"));

  private final Config config;
  private final Database<GeoDatabase> places;

  /** The parameters. */
  public record Config(
      @Param("The database: `s3://bucket/key`.") Source database,
      @Param(value = "Whether values that are there are replaced.", byDefault = "false")
          boolean overwrite,
      @Param(
              value =
                  "Whether the country is the one that the address is registered in, not the one it"
                      + " is used in.",
              byDefault = "false")
          boolean useRegistered) {}

  /** The expert with its parameters. */
  public MaxmindGeoipExpert(Config config, Databases databases) {
    if (!config.database().isReference()) {
      throw new IllegalArgumentException(
          "database: must be s3://bucket/key, not '" + config.database().text() + "'");
    }
    this.config = config;
    places = databases.open("database", config.database(), Databases.STALE, GeoDatabase::read);
  }

  @Override
  public Verdict process(Event event) throws IOException {
    GeoDatabase database = places.get();
    for (Side side : SIDES) {
      String address = event.text(side.ip());
      Optional<Place> found = address == null ? Optional.empty() : database.find(address);
      found.ifPresent(place -> {
        fill(
            event,
            side.country(),
            config.useRegistered() ? place.registeredCountry() : place.country());
        fill(event, side.latitude(), place.latitude());
        fill(event, side.longitude(), place.longitude());
        fill(event, side.city(), place.city());
      });
    }
    return Verdict.FORWARD;
  }

  private void fill(Event event, Field field, @Nullable Object value) {
    if (value != null && config.overwrite()) {
      event.put(field, value);
    } else {
      event.addIfAbsent(field, value);
    }
  }

  private record Side(Field ip, Field country, Field latitude, Field longitude, Field city) {
    static Side of(String side) {
      String place = side + ".geolocation.";
      return new Side(
          Field.of(side + ".ip"),
          Field.of(place + "cc"),
          Field.of(place + "latitude"),
          Field.of(place + "longitude"),
          Field.of(place + "city"));
    }
  }
}
