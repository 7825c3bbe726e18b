package intelmq.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hop of a message. */
final class EnvelopeHop {
  private static final ReportId REPORT = ReportId.parse("accessible-telnet-20261123T120000-0");

  private EnvelopeHop() {}

  /** Bodies of messages with that many events in each. */
  static List<String> bodies(Data data, int count, int batch) throws IOException {
    var bodies = new ArrayList<String>();
    var entries = new ArrayList<Envelope.Entry>();
    int ordinal = 0;
    for (byte[] line : Samples.batches(data, count, 1)) {
      entries.add(
          new Envelope.Entry(Integer.toString(ordinal++), Json.event(line, 0, line.length - 1)));
      if (entries.size() == batch || ordinal == count) {
        bodies.add(Envelope.first(REPORT, entries).encode());
        entries.clear();
      }
    }
    return bodies;
  }

  /** Takes a message and returns the next. */
  static String hop(String body, Consumer<@Nullable Object> read) throws IOException {
    Envelope envelope = Envelope.decode(body, Harmonization.standard()).envelope();
    for (Envelope.Entry entry : envelope.entries()) {
      CodecHop.change(entry.event(), read);
    }
    return envelope.forward(envelope.entries()).encode();
  }

  /** Unpacks and packs the text below the header. */
  static String floor(String body, ZstdPacker packer) {
    int border = body.indexOf('\n') + 1;
    String header = body.substring(0, border);
    String text = body.substring(border);
    if (!header.contains("\"encoding\":\"zstd\"")) {
      return header + new String(text.getBytes(UTF_8), UTF_8);
    }
    int length = packer.unpack(Base64.getDecoder().decode(text));
    return header + Base64.getEncoder().encodeToString(packer.pack(packer.room(), length));
  }
}
