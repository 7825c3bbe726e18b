package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Output;
import intelmq.bot.Parser;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** What one bot does on many threads at once is what it does on one. */
final class Threads {
  private static final int THREADS = 8;
  private static final int RUNS = 80;

  private Threads() {}

  static void run(GoldenCase golden) throws Exception {
    Callable<List<String>> work =
        switch (golden.spec().kind()) {
          case COLLECTOR -> throw new AssertionError("a collector runs alone");
          case PARSER -> parsing(golden);
          case EXPERT -> judging(golden);
          case OUTPUT -> delivering(golden);
        };
    List<String> expected = work.call();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<String>> result : threads.invokeAll(Collections.nCopies(RUNS, work))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  private static Callable<List<String>> parsing(GoldenCase golden) throws IOException {
    Parser<?> parser = GoldenParser.bot(golden);
    return () ->
        Parsed.all(parser, golden.report(), golden.input()).stream()
            .flatMap(GoldenParser::lines)
            .toList();
  }

  private static Callable<List<String>> judging(GoldenCase golden) throws IOException {
    Object expert = GoldenExpert.bot(golden);
    return () -> GoldenExpert.lines(expert, GoldenExpert.batch(golden.events()));
  }

  /** Only the number: what a service answers may change with the number of requests. */
  private static Callable<List<String>> delivering(GoldenCase golden) throws IOException {
    var ports =
        FakePorts.with(new FakeHttp(Exchanges.read(golden.folder())), golden.harmonization());
    var output = (Output) golden.bot(ports, UnaryOperator.identity());
    return () -> {
      Batch batch = GoldenExpert.batch(golden.events());
      return List.of(String.valueOf(GoldenOutput.count(output, batch)));
    };
  }
}
