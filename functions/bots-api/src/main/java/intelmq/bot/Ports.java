package intelmq.bot;

import intelmq.bot.port.Answers;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Dns;
import intelmq.bot.port.Groups;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Objects;
import intelmq.bot.port.SeenTable;
import intelmq.bot.port.Smtp;
import intelmq.bot.port.Spool;
import intelmq.bot.port.Sql;
import intelmq.bot.port.Tables;
import intelmq.harmonization.Harmonization;
import java.time.InstantSource;

/**
 * All ports; a bot names the ones it uses in its constructor, and is given them from here. Where
 * there is no such port, asking for it is a mistake of the caller.
 */
public interface Ports {
  /** The time. */
  default InstantSource clock() {
    throw new UnsupportedOperationException("clock");
  }

  /** Web servers. */
  default Http http() {
    throw new UnsupportedOperationException("http");
  }

  /** Object storage. */
  default Objects objects() {
    throw new UnsupportedOperationException("objects");
  }

  /** Tables of events. */
  default Tables tables() {
    throw new UnsupportedOperationException("tables");
  }

  /** Tables that remember what was seen before. */
  default SeenTable seen() {
    throw new UnsupportedOperationException("seen");
  }

  /** Groups of events that are counted. */
  default Groups groups() {
    throw new UnsupportedOperationException("groups");
  }

  /** Mail servers. */
  default Smtp smtp() {
    throw new UnsupportedOperationException("smtp");
  }

  /** The domain name system. */
  default Dns dns() {
    throw new UnsupportedOperationException("dns");
  }

  /** What slow services answered, remembered. */
  default Answers answers() {
    throw new UnsupportedOperationException("answers");
  }

  /** Files that are kept in memory. */
  default Databases databases() {
    throw new UnsupportedOperationException("databases");
  }

  /** Databases. */
  default Sql sql() {
    throw new UnsupportedOperationException("sql");
  }

  /** Mailboxes. */
  default Mailboxes mailboxes() {
    throw new UnsupportedOperationException("mailboxes");
  }

  /** Mail. */
  default Mailer mailer() {
    throw new UnsupportedOperationException("mailer");
  }

  /** Texts that wait for their time. */
  default Spool spool() {
    throw new UnsupportedOperationException("spool");
  }

  /** Claims on what must not be done twice. */
  default Claims claims() {
    throw new UnsupportedOperationException("claims");
  }

  /** The fields of the deployment, which parameters may name. */
  default Harmonization harmonization() {
    return Harmonization.standard();
  }
}
