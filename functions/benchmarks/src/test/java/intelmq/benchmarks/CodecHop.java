package intelmq.benchmarks;

import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hop of the product. */
record CodecHop(Packer packer) implements Hop {
  @Override
  public byte[] hop(byte[] packed, Consumer<@Nullable Object> read) throws IOException {
    int length = packer.unpack(packed);
    byte[] bytes = packer.room();
    var out = new ByteArrayOutputStream(length);
    int start = 0;
    for (int end = 0; end < length; end++) {
      if (bytes[end] == '\n') {
        Event event = Json.event(bytes, start, end - start);
        change(event, read);
        Json.write(event, out);
        out.write('\n');
        start = end + 1;
      }
    }
    byte[] plain = out.toByteArray();
    return packer.pack(plain, plain.length);
  }

  /** What a function does to an event here: reads three fields, changes one. */
  static void change(Event event, Consumer<@Nullable Object> read) {
    read.accept(event.get(Fields.TIME_SOURCE));
    read.accept(event.get(Fields.SOURCE_IP));
    Object type = event.get(Fields.CLASSIFICATION_TYPE);
    read.accept(type);
    event.put(Fields.CLASSIFICATION_IDENTIFIER, type);
  }
}
