package intelmq.bot;

import intelmq.harmonization.Report;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a collector. */
public interface Collection {
  /** The time the run was scheduled for; the same again when the run is repeated. */
  Instant scheduled();

  /** The object whose arrival in the drop bucket caused the run, if that is what did. */
  @Nullable Dropped dropped();

  /** The request to the function's own address that caused the run, if that is what did. */
  default @Nullable Posted posted() {
    return null;
  }

  /**
   * What the last run that ended well left here, for instance an ETag; changes are kept once the
   * run's reports are stored.
   */
  Map<String, String> state();

  /**
   * Stores one report. The content is streamed, must be plain (no archive), and need not be closed.
   * Nothing is stored if it is empty, or if reading it fails: then the exception passes through.
   *
   * @param report what is known of it; time of observation is added
   */
  void store(Report report, InputStream content) throws IOException;

  /**
   * The same run, to store reports of something that a later run may come upon again, should this
   * one fail: they are known by where they come from, so that they are stored once.
   *
   * @param time when it came to be
   * @param origin tells it from everything else that the collector ever comes upon
   */
  Collection from(Instant time, String origin);

  /** Says that there is nothing new, and why. */
  void unchanged(String reason);

  /** A request, which is answered with the reports that were stored, unless it is refused. */
  interface Posted {
    /** The method, for instance {@code POST}. */
    String method();

    /** The path of the address, for instance {@code /intelmq/push}. */
    String path();

    /** The value of a header, whose name may be in any case. */
    Optional<String> header(String name);

    /** The body, as it was sent. */
    InputStream body();

    /** Has the request answered with an HTTP status, and why. */
    void refuse(int status, String reason);
  }

  /** An object put under the feed's prefix of the drop bucket. */
  interface Dropped {
    /** The key without the feed's prefix: a file name, perhaps with folders. */
    String name();

    /** Where it lies, as a URL. */
    String url();

    /** Its size in bytes. */
    long size();

    /** Its content; the caller closes it. */
    InputStream open() throws IOException;

    /** Removes it. */
    void delete() throws IOException;
  }
}
