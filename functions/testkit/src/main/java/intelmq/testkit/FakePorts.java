package intelmq.testkit;

import intelmq.bot.Ports;
import intelmq.bot.port.Answers;
import intelmq.bot.port.Dns;
import intelmq.bot.port.Groups;
import intelmq.bot.port.Http;
import intelmq.bot.port.Mailboxes;
import intelmq.bot.port.Smtp;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.answers.AnswerStore;
import intelmq.runtime.answers.CachedAnswers;
import intelmq.runtime.groups.CountedGroups;
import intelmq.runtime.groups.MemoryItems;
import intelmq.runtime.imap.ImapMailboxes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports of a bot under test: everything in memory, at a fixed time.
 *
 * @param clock the time of every golden case
 * @param http web servers
 * @param objects object storage
 * @param tables tables
 * @param dns the domain name system, by default {@code names} themselves
 * @param names what it knows
 * @param answers a memory that only the test has
 * @param databases databases in memory
 * @param groups groups in memory
 * @param sql databases
 * @param seen tables of marks
 * @param mailboxes mailboxes
 * @param mailer mail
 * @param smtp mail servers; all are the mail above, unless said otherwise
 * @param spool texts that wait
 * @param claims claims
 * @param harmonization the fields
 */
public record FakePorts(
    InstantSource clock,
    Http http,
    FakeObjects objects,
    FakeTables tables,
    Dns dns,
    FakeDns names,
    Answers answers,
    FakeDatabases databases,
    Groups groups,
    FakeSql sql,
    FakeSeenTable seen,
    Mailboxes mailboxes,
    FakeMailer mailer,
    Smtp smtp,
    FakeSpool spool,
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
    var names = new FakeDns();
    var mailer = new FakeMailer();
    return new FakePorts(
        clock,
        http,
        new FakeObjects(),
        new FakeTables(),
        names,
        names,
        memory(clock),
        new FakeDatabases(clock),
        new CountedGroups(new MemoryItems(), "test", clock),
        new FakeSql(),
        new FakeSeenTable(clock),
        new ImapMailboxes(),
        mailer,
        settings -> mailer,
        new FakeSpool(),
        new FakeClaims(clock),
        harmonization);
  }

  /** The same ports, with another way to the domain name system. */
  FakePorts withDns(Dns other) {
    return copy(other, mailboxes, smtp);
  }

  /** The same ports, with other mailboxes. */
  FakePorts withMailboxes(Mailboxes other) {
    return copy(dns, other, smtp);
  }

  /** The same ports, with other mail servers. */
  FakePorts withSmtp(Smtp other) {
    return copy(dns, mailboxes, other);
  }

  private FakePorts copy(Dns otherDns, Mailboxes otherMailboxes, Smtp otherSmtp) {
    return new FakePorts(
        clock,
        http,
        objects,
        tables,
        otherDns,
        names,
        answers,
        databases,
        groups,
        sql,
        seen,
        otherMailboxes,
        mailer,
        otherSmtp,
        spool,
        claims,
        harmonization);
  }

  /** A memory whose tables are empty whenever they are asked. */
  private static Answers memory(InstantSource clock) {
    return new CachedAnswers(table -> new NoStore(), clock);
  }

  private static final class NoStore implements AnswerStore {
    @Override
    public Map<String, Kept> get(Collection<String> questions) {
      return new HashMap<>();
    }

    @Override
    public void put(Map<String, Kept> answers) {
      // kept in memory already
    }
  }
}
