package intelmq.benchmarks;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured: a line of the table.
 *
 * @param batch events in a batch
 * @param packing how it is packed; {@code message} is the product's message, with header and Base64
 */
@Immutable
record Row(Data data, int batch, String packing) {
  /** Messages, which are compressed unless they are few bytes. */
  static final String MESSAGE = "message";

  static final String NONE = "none";
  static final String ZSTD = "zstd";
  static final String GZIP = "gzip";

  /** All rows, or those that have a target. */
  static List<Row> all(boolean quick) {
    var rows = new ArrayList<Row>();
    for (Data data : Data.values()) {
      for (String packing : quick ? List.of(NONE, ZSTD) : List.of(NONE, ZSTD, GZIP)) {
        for (int batch : quick ? List.of(500) : List.of(1, 50, 500)) {
          rows.add(new Row(data, batch, packing));
        }
      }
      for (int batch : quick ? List.of(500) : List.of(1, 500)) {
        rows.add(new Row(data, batch, MESSAGE));
      }
    }
    return rows;
  }
}
