package intelmq.catalog;

import intelmq.bot.Ports;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import intelmq.bot.port.SeenTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;

/** Ports that do nothing but have names. */
final class FakePorts implements Ports {
  @Override
  public InstantSource clock() {
    return new InstantSource() {
      @Override
      public Instant instant() {
        return Instant.EPOCH;
      }

      @Override
      public String toString() {
        return "clock";
      }
    };
  }

  @Override
  public Http http() {
    return new Http() {
      @Override
      public Response send(Request request, HttpSettings settings) {
        throw new UnsupportedOperationException();
      }

      @Override
      public String toString() {
        return "http";
      }
    };
  }

  @Override
  public SeenTable seen() {
    return new SeenTable() {
      @Override
      public BitSet mark(String table, List<Mark> marks, Duration lifetime) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
