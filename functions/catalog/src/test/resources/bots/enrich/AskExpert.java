package bots.enrich;

import intelmq.bot.Batch;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Verdict;
import intelmq.bot.port.SeenTable;
import java.util.List;

/** Asks a table. */
@Bot(name = "ask-table", ignored = "redis_cache_host")
public final class AskExpert implements BatchExpert {
  public AskExpert(SeenTable seen) {}

  @Override
  public List<Verdict> process(Batch batch) {
    return List.of();
  }
}
