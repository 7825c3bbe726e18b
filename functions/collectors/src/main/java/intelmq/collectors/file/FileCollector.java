package intelmq.collectors.file;

import intelmq.bot.Bot;
import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.Param;
import intelmq.bot.config.FeedInfo;
import intelmq.collectors.content.Chunks;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes an object that was put under the feed's prefix of the drop bucket as a report.
 *
 * <p>The prefix takes the place of IntelMQ's parameter {@code path}.
 */
@Bot(
    name = "file",
    upstream = "intelmq.bots.collectors.file.collector_file",
    ignored = {"path", "rate_limit"})
public final class FileCollector implements Collector {
  private static final Field FILE_NAME = Field.extra("file_name");

  private final Config config;
  private final Harmonization harmonization;

  /** The parameters. */
  public record Config(
      @Param(value = "How the names of files end; others are left alone.", byDefault = ".csv")
          String postfix,
      @Param(value = "Whether the object is deleted once it is stored.", byDefault = "false")
          boolean deleteFile,
      @Param(
              value =
                  "Bytes after which a file is cut into several reports, at the end of a line;"
                      + " without it a file is one report, of any size.",
              min = 1,
              max = Chunks.MAX_SIZE)
          @Nullable Integer chunkSize,
      @Param(
              value = "Whether each of them begins with the first line of the file.",
              byDefault = "true")
          boolean chunkReplicateHeader,
      FeedInfo feed) {}

  /** A collector. */
  public FileCollector(Config config, Harmonization harmonization) {
    this.config = config;
    this.harmonization = harmonization;
  }

  @Override
  public void collect(Collection run) throws IOException {
    Collection.Dropped dropped = run.dropped();
    if (dropped == null) {
      run.unchanged("no file was dropped");
      return;
    }
    if (!dropped.name().endsWith(config.postfix())) {
      run.unchanged(
          "the name '" + dropped.name() + "' does not end in '" + config.postfix() + "' (postfix)");
      return;
    }
    Integer size = config.chunkSize();
    try (InputStream in = dropped.open()) {
      if (size == null) {
        run.store(report(dropped), in);
      } else {
        new Chunks(size, config.chunkReplicateHeader()).store(run, () -> report(dropped), in);
      }
    }
    if (config.deleteFile()) {
      dropped.delete();
    }
  }

  private Report report(Collection.Dropped dropped) {
    Report report = config.feed().report(harmonization);
    report.add(Fields.FEED_URL, dropped.url());
    report.add(FILE_NAME, dropped.name());
    return report;
  }
}
