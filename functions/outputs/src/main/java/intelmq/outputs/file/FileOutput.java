package intelmq.outputs.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.port.Objects;
import intelmq.harmonization.Harmonization;
import intelmq.outputs.EventText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Writes events as lines of compressed JSON: an object in S3 per batch, {@code
 * <file>/day=<yyyy-mm-dd>/<batch>.jsonl.gz}, by the day for which the report was collected.
 *
 * <p>The batch's id is the same when it is delivered again, so the object is only written again.
 */
@Bot(
    name = "file",
    upstream = "intelmq.bots.outputs.file.output",
    ignored = {"encoding_errors_mode", "message_jsondict_as_string"})
public final class FileOutput implements Output {
  private static final Pattern OUTER_SLASHES = Pattern.compile("^/+|/+$");

  private final Config config;
  private final String prefix;
  private final Objects objects;

  /** Parameters. */
  public record Config(
      @Param("The bucket of the objects.") String bucket,
      @Param(value = "What the keys of the objects begin with.", byDefault = "events") String file,
      @Param(
              value =
                  "Must be `false`: a batch is one object, which cannot be named after an event.",
              byDefault = "false")
          boolean formatFilename,
      EventText text) {}

  /** An output to object storage. */
  public FileOutput(Config config, Objects objects, Harmonization harmonization) {
    if (config.formatFilename()) {
      throw new IllegalArgumentException(
          "parameter 'format_filename' is not supported: a batch of events is one object, so its"
              + " key cannot depend on an event; objects are grouped by day");
    }
    config.text().check(harmonization);
    this.config = config;
    this.prefix = OUTER_SLASHES.matcher(config.file()).replaceAll("");
    this.objects = objects;
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    String key = "%s/day=%s/%s.jsonl.gz".formatted(prefix, batch.day(), batch.id());
    objects.put(config.bucket(), key, lines(batch), "application/x-ndjson", "gzip");
    return Delivery.all(batch);
  }

  private byte[] lines(Batch batch) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (Item item : batch.items()) {
        gzip.write((config.text().of(item) + "\n").getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
