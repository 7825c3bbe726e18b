package intelmq.runtime;

import intelmq.bot.Ports;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Objects;
import intelmq.bot.port.SeenTable;
import intelmq.bot.port.Tables;
import java.time.InstantSource;

/** Ports for a bot that uses none. */
final class NoPorts implements Ports {
  @Override
  public InstantSource clock() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Http http() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Objects objects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tables tables() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeenTable seen() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Mailer mailer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Claims claims() {
    throw new UnsupportedOperationException();
  }
}
