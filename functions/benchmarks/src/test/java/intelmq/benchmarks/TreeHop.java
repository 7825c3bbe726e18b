package intelmq.benchmarks;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The hop as one would write it with Jackson: a tree for each event, nothing checked. */
final class TreeHop implements Hop {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectReader READER = JSON.readerFor(ObjectNode.class);
  private static final ObjectWriter WRITER =
      JSON.writerFor(ObjectNode.class).withRootValueSeparator("\n");

  private final Packer packer;

  TreeHop(Packer packer) {
    this.packer = packer;
  }

  @Override
  public byte[] hop(byte[] packed, Consumer<@Nullable Object> read) {
    int length = packer.unpack(packed);
    var out = new ByteArrayOutputStream(length);
    try (MappingIterator<ObjectNode> events = READER.readValues(packer.room(), 0, length);
        SequenceWriter writer = WRITER.writeValues(out)) {
      while (events.hasNextValue()) {
        ObjectNode event = events.nextValue();
        read.accept(event.get("time.source").stringValue());
        read.accept(event.get("source.ip").stringValue());
        String type = event.get("classification.type").stringValue();
        read.accept(type);
        event.put("classification.identifier", type);
        writer.write(event);
      }
    }
    out.write('\n');
    byte[] plain = out.toByteArray();
    return packer.pack(plain, plain.length);
  }
}
