package intelmq.runtime;

import intelmq.harmonization.Report;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Where reports lie, with what is known of them, and what collectors remember. */
public interface ReportStore {
  /**
   * Stores a report, streaming its content, unless there is one of that id already.
   *
   * @return its size in bytes; -1 if it was there already, 0 if the content is empty and nothing
   *     was stored
   */
  long store(ReportId id, Report report, InputStream content) throws IOException;

  /**
   * Opens a stored report.
   *
   * @param offset of the byte that its content begins with
   * @param etag what {@link Stored#etag} was when the bytes before were read; empty if none were
   * @throws IOException if there is no such report, or if it is another one by now
   */
  Stored open(ReportId id, long offset, String etag) throws IOException;

  /** Reads what is known of a report from JSON. */
  Report read(byte[] json) throws IOException;

  /** What a feed's collector left. */
  Map<String, String> state(String feed) throws IOException;

  /** Replaces what a feed's collector left. */
  void saveState(String feed, Map<String, String> state) throws IOException;

  /**
   * A stored report; whoever opened it closes the content.
   *
   * @param report what is known of it
   * @param content the report itself, from where it was opened; reading it goes on where a
   *     connection breaks
   * @param size of the whole report, in bytes
   * @param etag tells the content from any other
   */
  record Stored(Report report, InputStream content, long size, String etag) {}
}
