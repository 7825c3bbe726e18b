package bots.deliver;

import intelmq.bot.Batch;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Output;
import intelmq.bot.Param;
import java.util.List;

/** Delivers to nobody. */
@Bot(name = "mark")
public final class NowhereOutput implements Output {
  public record Config(@Param("Whether to try.") boolean tries) {
    public Config {
      if (!tries) {
        throw new IllegalArgumentException("'tries' must be true without 'retries'");
      }
    }
  }

  public NowhereOutput(Config config) {}

  @Override
  public List<Delivery> deliver(Batch batch) {
    return List.of();
  }
}
