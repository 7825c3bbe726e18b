package intelmq.bot;

import intelmq.bot.port.Claims;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Objects;
import intelmq.bot.port.SeenTable;
import intelmq.bot.port.Tables;
import intelmq.harmonization.Harmonization;
import java.time.InstantSource;

/** All ports; a bot names the ones it uses in its constructor, and is given them from here. */
public interface Ports {
  /** The time. */
  InstantSource clock();

  /** Web servers. */
  Http http();

  /** Object storage. */
  Objects objects();

  /** Tables of events. */
  Tables tables();

  /** Tables that remember what was seen before. */
  SeenTable seen();

  /** Mail. */
  Mailer mailer();

  /** Claims on what must not be done twice. */
  Claims claims();

  /** The fields of the deployment, which parameters may name. */
  default Harmonization harmonization() {
    return Harmonization.standard();
  }
}
