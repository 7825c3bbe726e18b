package intelmq.ctl;

import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.ParserEngine;
import intelmq.runtime.ParserTask;
import intelmq.runtime.ReportId;
import intelmq.runtime.ReportStore;
import intelmq.runtime.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A parser that sends nothing: what it would do is kept. */
final class DryParser {
  private static final String DESTINATIONS = "{_default: _default}";

  /** A parser must not leave anything for later, however long it takes. */
  private static final Duration TIME = Duration.ofDays(1);

  private final Loaded bot;
  private final InstantSource clock;

  DryParser(Loaded bot, InstantSource clock) {
    this.bot = bot;
    this.clock = clock;
  }

  /** Has the runtime parse a report. */
  DryRun run(ReportId id, Report report, byte[] content) throws IOException {
    var run = new DryRun();
    var engine =
        new ParserEngine(
            bot,
            DryFunction.environment(DESTINATIONS),
            DryFunction.stage(run.queue(), new Sink(run), DESTINATIONS, clock),
            new OneReport(report, content),
            (type, detail) -> {},
            line -> {},
            clock);
    run.books(engine.parse(new ParserTask.Stored(id), clock.instant().plus(TIME), run.log(clock)));
    return run;
  }

  /** Keeps what is stored. */
  private record Sink(DryRun run) implements Storage {
    @Override
    public void put(String bucket, String key, byte[] content, String type, String encoding) {
      run.put(bucket, key, content, type, encoding);
    }

    @Override
    public boolean putNew(String bucket, String key, byte[] content, String type) {
      run.put(bucket, key, content, type, "");
      return true;
    }

    @Override
    public Optional<byte[]> get(String bucket, String key) {
      return run.stored(key);
    }
  }

  /** A store that holds the report that is to be parsed. */
  private static final class OneReport implements ReportStore {
    private final Report report;
    private final byte[] content;

    OneReport(Report report, byte[] content) {
      this.report = report;
      this.content = content;
    }

    @Override
    public long store(ReportId id, Report other, InputStream bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Stored open(ReportId id, long offset, String etag) {
      int from = (int) offset;
      return new Stored(
          report,
          new ByteArrayInputStream(content, from, content.length - from),
          content.length,
          "");
    }

    @Override
    public Report read(byte[] metadata) throws IOException {
      return Json.report(metadata, report.harmonization());
    }

    @Override
    public Map<String, String> state(String feed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void saveState(String feed, Map<String, String> state) {
      throw new UnsupportedOperationException();
    }
  }
}
