package intelmq.testkit;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Values;
import intelmq.bot.port.Http;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Yaml;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A bot that is to do again what is recorded, and the world that it does it in.
 *
 * @param spec which bot
 * @param bot an instance with the recorded parameters
 * @param ports its ports; the time is that of the recording
 * @param web the web as it was recorded
 * @param recorded what it did
 */
public record Replay(BotSpec spec, Object bot, FakePorts ports, RecordedWeb web, Recorded recorded)
    implements AutoCloseable {
  static Replay of(
      BotSpec spec,
      Recorded recorded,
      Map<String, Object> parameters,
      Harmonization harmonization,
      UnaryOperator<Http> client) {
    var web = new RecordedWeb(recorded.list("http"));
    try {
      var clock = InstantSource.fixed(recorded.at());
      var ports = FakePorts.at(clock, client.apply(web), harmonization);
      ports.sql().answer(recorded.list("sql"));
      if (recorded.has("exceptions")) {
        ports.sql().fail();
      }
      var values =
          new Values(spec, parameters, text -> Yaml.read(text, "default"), secret -> () -> secret);
      return new Replay(spec, spec.create(values, ports), ports, web, recorded);
    } catch (RuntimeException e) {
      web.close();
      throw e;
    }
  }

  /** The same bot, which goes on with another recording. */
  Replay with(Recorded next) {
    web.add(next.list("http"));
    return new Replay(spec, bot, ports, web, next);
  }

  @Override
  public void close() {
    web.close();
  }
}
