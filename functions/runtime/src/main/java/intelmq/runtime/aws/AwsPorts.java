package intelmq.runtime.aws;

import intelmq.bot.Ports;
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
import intelmq.runtime.Environment;
import intelmq.runtime.answers.CachedAnswers;
import intelmq.runtime.databases.LoadedDatabases;
import intelmq.runtime.dns.DnsPort;
import intelmq.runtime.groups.CountedGroups;
import intelmq.runtime.imap.ImapMailboxes;
import intelmq.runtime.mail.SmtpMailer;
import intelmq.runtime.seen.LoggedSeenTable;
import intelmq.runtime.sql.JdbcSql;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The ports of a deployed bot; a client is built when a bot first asks for its port. */
public final class AwsPorts implements Ports {
  private final AwsClients clients;
  private final Environment environment;
  private final InstantSource clock;
  private final Supplier<Http> http;
  private final Harmonization harmonization;
  private final Answers answers;
  private final Databases databases;

  /** Ports over clients; the supplier of web servers is asked each time. */
  public AwsPorts(
      AwsClients clients,
      Environment environment,
      InstantSource clock,
      Supplier<Http> http,
      Harmonization harmonization) {
    this(
        clients,
        environment,
        clock,
        http,
        harmonization,
        new LoadedDatabases(new S3Databases(clients), clock));
  }

  /** As the other one, with databases that others have, too. */
  public AwsPorts(
      AwsClients clients,
      Environment environment,
      InstantSource clock,
      Supplier<Http> http,
      Harmonization harmonization,
      Databases databases) {
    this.databases = databases;
    this.clients = clients;
    this.environment = environment;
    this.clock = clock;
    this.http = http;
    this.harmonization = harmonization;
    this.answers = new CachedAnswers(table -> new DynamoAnswers(clients.dynamoDb(), table), clock);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Http http() {
    return http.get();
  }

  @Override
  public Objects objects() {
    return new S3Objects(clients.s3());
  }

  @Override
  public Tables tables() {
    return new DynamoTables(clients.dynamoDb());
  }

  @Override
  public SeenTable seen() {
    return new LoggedSeenTable(new DynamoSeenLog(clients.dynamoDb()), clock);
  }

  @Override
  public Groups groups() {
    return new CountedGroups(new DynamoItems(clients.dynamoDb()), environment.stage(), clock);
  }

  @Override
  public Dns dns() {
    return DnsPort.ofThisMachine();
  }

  @Override
  public Answers answers() {
    return answers;
  }

  @Override
  public Databases databases() {
    return databases;
  }

  @Override
  public Sql sql() {
    return new JdbcSql();
  }

  @Override
  public Mailboxes mailboxes() {
    return new ImapMailboxes();
  }

  @Override
  public Mailer mailer() {
    return new SesMailer(clients.ses());
  }

  @Override
  public Smtp smtp() {
    return SmtpMailer::new;
  }

  @Override
  public Spool spool() {
    return new S3Spool(
        clients.s3(), environment.find("REPORTS_BUCKET").orElse(""), environment.stage());
  }

  @Override
  public Claims claims() {
    return new DynamoClaims(
        clients.dynamoDb(), environment.get("FACTS_TABLE"), environment.stage(), clock);
  }

  @Override
  public Harmonization harmonization() {
    return harmonization;
  }
}
