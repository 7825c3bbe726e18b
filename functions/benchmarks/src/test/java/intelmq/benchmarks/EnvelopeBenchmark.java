package intelmq.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
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
 * A hop of whole messages: header, Base64, compression where the product compresses. Scores are
 * events per second on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
@OperationsPerInvocation(HopBenchmark.EVENTS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class EnvelopeBenchmark {
  @Param Data data = Data.SMALL;

  @Param({"1", "500"})
  int batch;

  private final ZstdPacker packer = new ZstdPacker();
  private List<String> bodies = List.of();

  /** Encodes the messages. */
  @Setup
  public void encode() throws IOException {
    bodies = EnvelopeHop.bodies(data, HopBenchmark.EVENTS, batch);
  }

  /** The product's messages. */
  @Benchmark
  public void codec(Blackhole hole) throws IOException {
    for (String body : bodies) {
      hole.consume(EnvelopeHop.hop(body, hole::consume));
    }
  }

  /** The same text, unpacked and packed. */
  @Benchmark
  public void floor(Blackhole hole) {
    for (String body : bodies) {
      hole.consume(EnvelopeHop.floor(body, packer));
    }
  }
}
