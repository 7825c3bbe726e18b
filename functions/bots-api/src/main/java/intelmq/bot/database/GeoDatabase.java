package intelmq.bot.database;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places of addresses, in MaxMind's format (GeoLite2-City and those with the same records). */
public final class GeoDatabase {
  /** What the type of a database has in its name that knows places. */
  private static final List<String> TYPES =
      List.of("City", "Country", "Enterprise", "Insights", "Location");

  private static final int V6 = 6;

  private final Reader reader;
  private final boolean v6;

  private GeoDatabase(Reader reader) {
    this.reader = reader;
    this.v6 = reader.getMetadata().ipVersion() == V6;
  }

  /**
   * Where an address is; what is not known is null.
   *
   * @param country ISO code of the country it is used in
   * @param registeredCountry ISO code of the country it is registered in
   * @param latitude degrees
   * @param longitude degrees
   * @param city its English name
   */
  public record Place(
      @Nullable String country,
      @Nullable String registeredCountry,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable String city) {}

  /**
   * Opens a database.
   *
   * @throws IllegalArgumentException if it is none, or one of something else
   */
  public static GeoDatabase read(byte[] content) {
    try {
      var reader = new Reader(new ByteArrayInputStream(content));
      Metadata metadata = reader.getMetadata();
      if (TYPES.stream().noneMatch(metadata.databaseType()::contains)) {
        throw new IllegalArgumentException(
            "a database of type '"
                + metadata.databaseType()
                + "', expected one of places: "
                + TYPES);
      }
      var database = new GeoDatabase(reader);
      // what is cut off has no data where its tree says
      database.find("192.0.2.1");
      database.find("2001:db8::1");
      return database;
    } catch (IOException | RuntimeException e) {
      throw e instanceof IllegalArgumentException wrong && wrong.getMessage() != null
          ? wrong
          : new IllegalArgumentException("not a MaxMind database: " + e.getMessage(), e);
    }
  }

  /** Where an address is, if that is known. */
  public Optional<Place> find(String address) throws IOException {
    IPAddress ip = new IPAddressString(address).getAddress();
    if (ip == null || (ip.isIPv6() && !v6)) {
      return Optional.empty();
    }
    Map<?, ?> known = reader.get(ip.toInetAddress(), Map.class);
    return Optional.ofNullable(known)
        .map(found ->
            new Place(
                text(found, "country", "iso_code"),
                text(found, "registered_country", "iso_code"),
                number(found, "location", "latitude"),
                number(found, "location", "longitude"),
                text(found, "city", "names", "en")));
  }

  private static @Nullable String text(Map<?, ?> found, String... path) {
    return at(found, path) instanceof String text && !text.isEmpty() ? text : null;
  }

  private static @Nullable Double number(Map<?, ?> found, String... path) {
    return at(found, path) instanceof Number number ? (Double) number.doubleValue() : null;
  }

  private static @Nullable Object at(Map<?, ?> found, String... path) {
    Object value = found;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }
}
