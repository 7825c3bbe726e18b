package intelmq.benchmarks;

/** How a batch is packed. */
public enum Packing {
  NONE,
  ZSTD,
  GZIP;

  /** A packer with contexts of its own. */
  Packer packer() {
    return switch (this) {
      case NONE -> new PlainPacker();
      case ZSTD -> new ZstdPacker();
      case GZIP -> new GzipPacker();
    };
  }
}
