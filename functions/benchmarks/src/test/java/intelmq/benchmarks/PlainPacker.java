package intelmq.benchmarks;

import java.util.Arrays;

/** No compression: a copy in, a copy out. */
final class PlainPacker implements Packer {
  private final Room room = new Room();

  @Override
  public int unpack(byte[] packed) {
    System.arraycopy(packed, 0, room.of(packed.length), 0, packed.length);
    return packed.length;
  }

  @Override
  public byte[] room() {
    return room.bytes();
  }

  @Override
  public byte[] pack(byte[] plain, int length) {
    return Arrays.copyOf(plain, length);
  }
}
