package intelmq.collectors.database;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.bot.Param;
import intelmq.bot.bounds.ByteBudget;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Source;
import intelmq.bot.database.GeoDatabase;
import intelmq.bot.database.RoutingTable;
import intelmq.bot.database.SuffixList;
import intelmq.bot.port.Http;
import intelmq.bot.port.Objects;
import intelmq.bot.port.Uris;
import intelmq.collectors.archive.Archive;
import intelmq.collectors.archive.Format;
import intelmq.collectors.archive.OneFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the database of an expert and puts it where the expert reads it: no report, but an object
 * in S3. Experts notice within a minute that it was replaced.
 *
 * <p>It is unpacked and read as the expert will read it; one that is wrong does not take the place
 * of the one before. The run fails then, as it does if a server cannot be had.
 */
@Bot(name = "database_updater")
public final class DatabaseUpdaterCollector implements Collector {
  /** It is held in memory, here and where it is used. */
  private static final long MOST_BYTES = 1L << 30;

  private final Config config;
  private final List<URI> uris;
  private final Http http;
  private final Objects objects;

  /** Databases, by the expert that reads them. */
  public enum Database {
    /** Routes: pyasn's text, or the dumps for RIS whois. */
    ASN_LOOKUP,
    /** The public suffix list. */
    DOMAIN_SUFFIX,
    /** Places, in MaxMind's format. */
    MAXMIND_GEOIP;

    /** Whether this is the file of an archive that is wanted. */
    boolean wants(String name) {
      return this != MAXMIND_GEOIP || name.endsWith(".mmdb");
    }

    /** Refuses, with an {@code IllegalArgumentException}, what the expert would refuse. */
    Object read(byte[] content) {
      return switch (this) {
        case ASN_LOOKUP -> RoutingTable.read(content);
        case DOMAIN_SUFFIX -> SuffixList.read(content);
        case MAXMIND_GEOIP -> GeoDatabase.read(content);
      };
    }
  }

  /** The parameters. */
  public record Config(
      @Param("Whose database it is.") Database database,
      @Param(
              "Where it is fetched from; several texts are put one behind the other. Zip, tar, gzip"
                  + " and bzip2 are unpacked.")
          List<String> urls,
      @Param("Where it is put: `s3://bucket/key`.") Source target,
      HttpSettings http) {}

  /** An updater. */
  public DatabaseUpdaterCollector(Config config, Http http, Objects objects) {
    this.config = config;
    this.http = http;
    this.objects = objects;
    uris = config.urls().stream().map(Uris::parse).toList();
    if (uris.isEmpty()) {
      throw new IllegalArgumentException("'urls' must name an address at least");
    }
    if (!config.target().isReference()) {
      throw new IllegalArgumentException(
          "'target' must be s3://bucket/key, not '" + config.target().text() + "'");
    }
    config.target().key();
  }

  @Override
  public void collect(Collection run) throws IOException {
    var content = new ByteArrayOutputStream();
    for (URI uri : uris) {
      fetch(uri, content);
    }
    byte[] database = content.toByteArray();
    try {
      config.database().read(database);
    } catch (IllegalArgumentException e) {
      throw new FeedException(
          "what "
              + Uris.shown(uris.getFirst())
              + " has does not take the place of "
              + config.target().text()
              + ": "
              + e.getMessage(),
          e);
    }
    objects.put(
        config.target().bucket(), config.target().key(), database, "application/octet-stream", "");
  }

  private void fetch(URI uri, ByteArrayOutputStream content) throws IOException {
    String what = Uris.shown(uri);
    try (Http.Response response = http.send(Http.Request.get(uri), config.http())) {
      if (response.status() / 100 != 2) {
        throw new FeedException(what + " answers with status " + response.status());
      }
      var in = new BufferedInputStream(response.body());
      Optional<Format> format = Format.of(in);
      if (format.isEmpty()) {
        take(what, in, content);
      } else if (OneFile.is(in, format.get())) {
        try (InputStream file = OneFile.open(in, what, format.get(), maxBytes())) {
          take(what, file, content);
        }
      } else {
        unpack(what, in, format.get(), content);
      }
    }
  }

  private void unpack(String what, InputStream in, Format format, ByteArrayOutputStream content)
      throws IOException {
    try (Archive archive = Archive.copyOf(in, what, format, maxBytes())) {
      int files =
          archive.unpack(
              config.database()::wants, maxBytes(), (name, file) -> take(what, file, content));
      if (files != 1) {
        throw new FeedException(
            "the archive " + what + " has " + files + " files that could be the database");
      }
    }
  }

  private void take(String what, InputStream in, ByteArrayOutputStream content) throws IOException {
    if (content.size() > 0) {
      content.write('\n');
    }
    new ByteBudget(what, "max_bytes", maxBytes() - content.size()).meter(in).transferTo(content);
  }

  private long maxBytes() {
    return Math.min(config.http().maxBytes(), MOST_BYTES);
  }
}
