package intelmq.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A hop of bytes: unpack, decode, read three fields of each event, change one, encode, pack. Scores
 * are events per second on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
@OperationsPerInvocation(HopBenchmark.EVENTS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class HopBenchmark {
  /** More than the caches of one core hold, as if they had just come from the network. */
  static final int EVENTS = 4000;

  @Param Data data = Data.SMALL;

  @Param({"1", "50", "500"})
  int batch;

  @Param Packing packing = Packing.NONE;

  private final List<byte[]> batches = new ArrayList<>();
  private Hop codec = new CodecHop(packing.packer());
  private Hop tree = new TreeHop(packing.packer());
  private Hop floor = new FloorHop(packing.packer());

  /** Packs the batches. */
  @Setup
  public void pack() {
    Packer packer = packing.packer();
    for (byte[] plain : Samples.batches(data, EVENTS, batch)) {
      batches.add(packer.pack(plain, plain.length));
    }
    codec = new CodecHop(packing.packer());
    tree = new TreeHop(packing.packer());
    floor = new FloorHop(packing.packer());
  }

  /** The product's codec. */
  @Benchmark
  public void codec(Blackhole hole) throws IOException {
    run(codec, hole);
  }

  /** A Jackson tree. */
  @Benchmark
  public void tree(Blackhole hole) throws IOException {
    run(tree, hole);
  }

  /** The same bytes. */
  @Benchmark
  public void floor(Blackhole hole) throws IOException {
    run(floor, hole);
  }

  private void run(Hop hop, Blackhole hole) throws IOException {
    for (byte[] packed : batches) {
      hole.consume(hop.hop(packed, hole::consume));
    }
  }
}
