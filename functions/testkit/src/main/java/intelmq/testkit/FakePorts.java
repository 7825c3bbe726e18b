package intelmq.testkit;

import intelmq.bot.Ports;
import intelmq.bot.port.Http;
import intelmq.harmonization.Harmonization;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ports of a bot under test: everything in memory, at a fixed time.
 *
 * @param clock the time of every golden case
 * @param http web servers
 * @param objects object storage
 * @param tables tables
 * @param sql databases
 * @param seen tables of marks
 * @param mailer mail
 * @param claims claims
 * @param harmonization the fields
 */
public record FakePorts(
    InstantSource clock,
    Http http,
    FakeObjects objects,
    FakeTables tables,
    FakeSql sql,
    FakeSeenTable seen,
    FakeMailer mailer,
    FakeClaims claims,
    Harmonization harmonization)
    implements Ports {
  /** When every golden case takes place. */
  public static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");

  /** Empty ports whose web servers answer every request with 200 and {@code {}}. */
  public static FakePorts withoutWeb() {
    return withoutWeb(Harmonization.standard());
  }

  /** As {@link #withoutWeb()}, with these fields. */
  public static FakePorts withoutWeb(Harmonization harmonization) {
    return with(new FakeHttp(new Exchanges()), harmonization);
  }

  /** Empty ports with these web servers. */
  public static FakePorts with(Http http) {
    return with(http, Harmonization.standard());
  }

  /** Empty ports with these web servers and fields. */
  public static FakePorts with(Http http, Harmonization harmonization) {
    return at(InstantSource.fixed(NOW), http, harmonization);
  }

  /** As {@link #with(Http, Harmonization)}, at another time. */
  static FakePorts at(InstantSource clock, Http http, Harmonization harmonization) {
    return new FakePorts(
        clock,
        http,
        new FakeObjects(),
        new FakeTables(),
        new FakeSql(),
        new FakeSeenTable(clock),
        new FakeMailer(),
        new FakeClaims(clock),
        harmonization);
  }
}
