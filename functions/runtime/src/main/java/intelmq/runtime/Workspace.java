package intelmq.runtime;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import intelmq.harmonization.EventWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a thread reads and writes messages with. To set up a compressor takes longer than to
 * compress a small message, and room that was made once need not be made again.
 */
final class Workspace {
  private static final ThreadLocal<Workspace> CURRENT = ThreadLocal.withInitial(Workspace::new);
  private static final int ROOM = 1 << 20;

  /** More room than this is not kept. */
  private static final int MOST_ROOM = 8 * ROOM;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(1);
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private EventWriter lines = new EventWriter(ROOM);
  private byte[] packed = {};

  private Workspace() {}

  /** That of this thread. */
  static Workspace current() {
    return CURRENT.get();
  }

  /** An empty writer: the same one each time. */
  EventWriter lines() {
    if (lines.array().length > MOST_ROOM) {
      lines = new EventWriter(ROOM);
    }
    lines.reset();
    return lines;
  }

  /** What was written, compressed (zstd, level 1) and in base64. */
  String pack(EventWriter written) {
    int most = Math.toIntExact(Zstd.compressBound(written.size()));
    byte[] room = packed.length < most ? new byte[most] : packed;
    packed = room.length > MOST_ROOM ? packed : room;
    int size =
        compressor.compressByteArray(room, 0, room.length, written.array(), 0, written.size());
    return Base64.getEncoder().encodeToString(Arrays.copyOf(room, size));
  }

  /** Undoes {@link #pack}; returns how many bytes it were, at most so many. */
  int unpack(String body, int start, byte[] to, int most) throws IOException {
    try {
      byte[] from =
          Base64.getDecoder().decode(body.substring(start).getBytes(StandardCharsets.ISO_8859_1));
      return decompressor.decompressByteArray(to, 0, most, from, 0, from.length);
    } catch (ZstdException | IllegalArgumentException e) {
      throw new UndecodableException(
          "a message whose events cannot be decompressed: " + e.getMessage(), e);
    }
  }
}
