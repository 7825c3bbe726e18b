package intelmq.outputs.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.port.Objects;
import intelmq.harmonization.Harmonization;
import intelmq.outputs.EventText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines of compressed JSON: an object in S3 per batch, {@code
 * <file>/day=<yyyy-mm-dd>/<batch>.jsonl.gz}, by the day for which the report was collected.
 *
 * <p>With {@code format_filename} the events of a batch go to an object for each name that {@code
 * file} makes of them, {@code <name>/<batch>.jsonl.gz}. The batch's id is the same when it is
 * delivered again, so the objects are only written again.
 */
@Bot(
    name = "file",
    upstream = "intelmq.bots.outputs.file.output",
    ignored = {"encoding_errors_mode", "message_jsondict_as_string"})
public final class FileOutput implements Output {
  private static final Pattern OUTER_SLASHES = Pattern.compile("^/+|/+$");

  /** S3's limit of a key, in bytes. */
  private static final int MOST_KEY = 1024;

  private final Config config;
  private final @Nullable FileName names;
  private final Objects objects;

  /** Parameters. */
  public record Config(
      @Param("The bucket of the objects.") String bucket,
      @Param(value = "What the keys of the objects begin with.", byDefault = "events") String file,
      @Param(
              value =
                  "Whether `file` has places for fields of an event, `{event[source.asn]}`, times"
                      + " also in a form, `{event[time.source]:%Y-%m-%d}`.",
              byDefault = "false")
          boolean formatFilename,
      EventText text) {}

  /** An output to object storage. */
  public FileOutput(Config config, Objects objects, Harmonization harmonization) {
    config.text().check(harmonization);
    this.config = config;
    this.names = config.formatFilename() ? names(config.file(), harmonization) : null;
    this.objects = objects;
  }

  private static FileName names(String template, Harmonization harmonization) {
    try {
      return new FileName(template, harmonization);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parameter 'file': " + e.getMessage(), e);
    }
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    var deliveries = new ArrayList<Delivery>(batch.items().size());
    Map<String, List<Item>> contents = new LinkedHashMap<>();
    for (Item item : batch.items()) {
      Optional<String> problem = names == null ? Optional.empty() : names.problem(item.event());
      String key = problem.isEmpty() ? key(batch, item) : "";
      if (problem.isPresent()) {
        deliveries.add(new Rejected("no-name", problem.get()));
      } else if (key.getBytes(UTF_8).length > MOST_KEY) {
        deliveries.add(new Rejected("long-name", "the name of the file is too long for a key"));
      } else {
        contents.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
        deliveries.add(Delivery.DELIVERED);
      }
    }
    for (Map.Entry<String, List<Item>> content : contents.entrySet()) {
      byte[] lines = lines(content.getValue());
      objects.put(config.bucket(), content.getKey(), lines, "application/x-ndjson", "gzip");
    }
    return deliveries;
  }

  private String key(Batch batch, Item item) {
    String name = names == null ? config.file() : names.of(item.event());
    String folder = OUTER_SLASHES.matcher(name).replaceAll("");
    String day = names == null ? "/day=" + batch.day() : "";
    return folder + day + "/" + batch.id() + ".jsonl.gz";
  }

  private byte[] lines(List<Item> items) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (Item item : items) {
        gzip.write((config.text().of(item) + "\n").getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
