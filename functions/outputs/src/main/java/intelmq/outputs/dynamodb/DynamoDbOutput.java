package intelmq.outputs.dynamodb;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.port.Tables;
import intelmq.bot.port.Tables.Result;
import intelmq.harmonization.Fields;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events into a DynamoDB table: an item per event with the event's fields, its {@code id},
 * {@code feed_day} (feed and day, for an index) and {@code expires} (for the table's time to live).
 */
@Bot(name = "dynamodb")
public final class DynamoDbOutput implements Output {
  private final Config config;
  private final Tables tables;
  private final InstantSource clock;

  /** Parameters. */
  public record Config(
      @Param("The table; its key is the text `id`.") String table,
      @Param(
              value = "Days until an item is removed; 0 keeps it.",
              byDefault = "0",
              min = 0,
              max = 36_500)
          int ttlDays,
      @Param(value = "Whether `raw` is written.", byDefault = "false") boolean keepRawField) {}

  /** An output to tables. */
  public DynamoDbOutput(Config config, Tables tables, InstantSource clock) {
    this.config = config;
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    long expires = clock.instant().plus(Duration.ofDays(config.ttlDays())).getEpochSecond();
    List<Map<String, Object>> items =
        batch.items().stream().map(item -> row(item, batch, expires)).toList();
    return tables.put(config.table(), items).stream().map(DynamoDbOutput::delivery).toList();
  }

  private Map<String, Object> row(Item item, Batch batch, long expires) {
    var row = new LinkedHashMap<String, Object>();
    item.event().forEach(row::put);
    if (!config.keepRawField()) {
      row.remove(Fields.RAW.name());
    }
    row.put("id", item.id());
    String feed = item.event().text(Fields.FEED_NAME);
    if (feed != null) {
      row.put("feed_day", feed + "#" + batch.day());
    }
    if (config.ttlDays() > 0) {
      row.put("expires", expires);
    }
    return row;
  }

  private static Delivery delivery(Result result) {
    return switch (result) {
      case Result.Stored() -> Delivery.DELIVERED;
      case Result.Refused(String reason) -> new Rejected("refused", reason);
    };
  }
}
