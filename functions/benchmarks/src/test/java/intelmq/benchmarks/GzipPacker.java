package intelmq.benchmarks;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Gzip (RFC 1952), level 1. The JDK's streams cannot reuse their contexts, so the frame is here.
 */
final class GzipPacker implements Packer {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER = 8;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final Room unpacked = new Room();
  private final Room work = new Room();

  @Override
  public int unpack(byte[] packed) {
    int end = packed.length - TRAILER;
    ByteBuffer trailer = ByteBuffer.wrap(packed, end, TRAILER).order(LITTLE_ENDIAN);
    int sum = trailer.getInt();
    int length = trailer.getInt();
    byte[] to = unpacked.of(length);
    inflater.reset();
    inflater.setInput(packed, HEADER.length, end - HEADER.length);
    try {
      if (inflater.inflate(to, 0, length) != length || sum(to, length) != sum) {
        throw new IllegalArgumentException("not what was packed");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    }
    return length;
  }

  @Override
  public byte[] room() {
    return unpacked.bytes();
  }

  @Override
  public byte[] pack(byte[] plain, int length) {
    // deflate's bound is five bytes a block above the input, and blocks are never below 1 kB
    byte[] to = work.of(HEADER.length + length + length / 128 + TRAILER);
    System.arraycopy(HEADER, 0, to, 0, HEADER.length);
    deflater.reset();
    deflater.setInput(plain, 0, length);
    deflater.finish();
    int end = HEADER.length + deflater.deflate(to, HEADER.length, to.length - HEADER.length);
    if (!deflater.finished()) {
      throw new IllegalStateException("no room for " + length + " bytes");
    }
    ByteBuffer.wrap(to, end, TRAILER)
        .order(LITTLE_ENDIAN)
        .putInt(sum(plain, length))
        .putInt(length);
    return Arrays.copyOf(to, end + TRAILER);
  }

  private int sum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
