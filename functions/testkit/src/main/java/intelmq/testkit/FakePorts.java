package intelmq.testkit;

import intelmq.bot.Ports;
import intelmq.bot.port.Http;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ports of a bot under test: everything in memory, at a fixed time.
 *
 * @param clock the time of every golden case
 * @param http web servers
 * @param objects object storage
 * @param tables tables
 * @param seen tables of marks
 * @param mailer mail
 */
public record FakePorts(
    InstantSource clock,
    Http http,
    FakeObjects objects,
    FakeTables tables,
    FakeSeenTable seen,
    FakeMailer mailer)
    implements Ports {
  /** When every golden case takes place. */
  public static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

  /** Empty ports whose web servers answer every request with 200 and {@code {}}. */
  public static FakePorts withoutWeb() {
    return with(new FakeHttp(new Exchanges()));
  }

  /** Empty ports with these web servers. */
  public static FakePorts with(Http http) {
    InstantSource clock = InstantSource.fixed(NOW);
    return new FakePorts(
        clock,
        http,
        new FakeObjects(),
        new FakeTables(),
        new FakeSeenTable(clock),
        new FakeMailer());
  }
}
