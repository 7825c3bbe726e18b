package intelmq.benchmarks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.Arrays;

/** Zstandard, level 1. */
final class ZstdPacker implements Packer {
  // Never closed: they live as long as the process that measures.
  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(1);
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private final Room unpacked = new Room();
  private final Room work = new Room();

  @Override
  public int unpack(byte[] packed) {
    int length = Math.toIntExact(Zstd.getFrameContentSize(packed));
    byte[] to = unpacked.of(length);
    return decompressor.decompressByteArray(to, 0, length, packed, 0, packed.length);
  }

  @Override
  public byte[] room() {
    return unpacked.bytes();
  }

  @Override
  public byte[] pack(byte[] plain, int length) {
    byte[] to = work.of(Math.toIntExact(Zstd.compressBound(length)));
    return Arrays.copyOf(to, compressor.compressByteArray(to, 0, to.length, plain, 0, length));
  }
}
