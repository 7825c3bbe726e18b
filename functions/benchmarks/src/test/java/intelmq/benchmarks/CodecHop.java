package intelmq.benchmarks;

import intelmq.harmonization.Event;
import intelmq.harmonization.EventReader;
import intelmq.harmonization.EventWriter;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hop of the product. */
record CodecHop(Packer packer, EventWriter out) implements Hop {
  CodecHop(Packer packer) {
    this(packer, new EventWriter(1 << 20));
  }

  @Override
  public byte[] hop(byte[] packed, Consumer<@Nullable Object> read) throws IOException {
    int length = packer.unpack(packed);
    var reader = new EventReader(Harmonization.standard(), packer.room(), length);
    var events = new ArrayList<Event>();
    while (reader.hasNext()) {
      events.add(reader.next());
    }
    for (Event event : events) {
      change(event, read);
    }
    out.reset();
    for (Event event : events) {
      out.write(event);
      out.ascii('\n');
    }
    return packer.pack(out.array(), out.size());
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
