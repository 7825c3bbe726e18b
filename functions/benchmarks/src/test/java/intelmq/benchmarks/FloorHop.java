package intelmq.benchmarks;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What every hop pays: unpacks and packs the same bytes. */
record FloorHop(Packer packer) implements Hop {
  @Override
  public byte[] hop(byte[] packed, Consumer<@Nullable Object> read) {
    int length = packer.unpack(packed);
    return packer.pack(packer.room(), length);
  }
}
