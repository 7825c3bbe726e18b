package intelmq.experts.sieve;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import java.time.InstantSource;

/**
 * Filters, changes and routes events by rules in a language of their own.
 *
 * <p>A rule is {@code if source.port :in [23, 2323] { add! comment = 'telnet' }}, with {@code
 * elif}, {@code else}, {@code &&}, {@code ||} and {@code !}; actions are {@code add}, {@code add!},
 * {@code update}, {@code remove}, {@code append}, {@code append!}, {@code path}, {@code keep} and
 * {@code drop}. All of it is in <a href="../../sieve.md">docs/sieve.md</a>. The rules are read when
 * the function starts; a mistake is refused with its line and column.
 */
@Bot(name = "sieve", upstream = "intelmq.bots.experts.sieve.expert")
public final class SieveExpert implements Expert {
  private final Step rules;
  private final InstantSource clock;

  /** The parameters. */
  public record Config(
      @Param("The rules, or a reference to them (`s3://bucket/key`).") String file) {}

  /** The expert with its parameters. */
  public SieveExpert(Config config, InstantSource clock, Harmonization harmonization) {
    this.clock = clock;
    try {
      rules = new Compiler(harmonization).compile(Parser.parse(config.file()));
    } catch (SieveException e) {
      throw new ConfigurationException("sieve: file, " + e.getMessage(), e);
    }
  }

  @Override
  public Verdict process(Event event) {
    var run = new Run(event, clock);
    rules.apply(run);
    return run.verdict();
  }
}
