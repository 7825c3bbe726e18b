package bots.enrich;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.harmonization.Event;

/// Drops what _nobody_ wants.
///
/// - and `says` so
@Bot(name = "mark", upstream = "intelmq.bots.experts.mark.expert")
public final class MarkExpert implements Expert {
  private final Config config;

  public record Config(
      @Param(value = "Why.", byDefault = "not wanted") String reason,
      @Param(value = "How much.", byDefault = "0.5", min = 0, max = 1) double share) {}

  public MarkExpert(Config config) {
    this.config = config;
  }

  @Override
  public Verdict process(Event event) {
    return new Verdict.Drop(config.reason);
  }
}
