package bots.parse;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Report;

/** Parses nothing. */
@Bot(name = "lines")
public final class LinesParser implements Parser<String> {
  @Override
  public Framing<String> framing() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome parse(String record, Report report) {
    return new Outcome.Skipped(record);
  }
}
