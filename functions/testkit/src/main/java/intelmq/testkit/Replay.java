package intelmq.testkit;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Values;
import intelmq.bot.port.Http;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Yaml;
import intelmq.runtime.dns.DnsPort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bot that is to do again what is recorded, and the world that it does it in.
 *
 * @param spec which bot
 * @param bot an instance with the recorded parameters
 * @param ports its ports; the time is that of the recording
 * @param web the web as it was recorded
 * @param names the domain name system as it was recorded, if it was
 * @param mails a mail server, if mails were recorded
 * @param mailbox the mailbox that it reads, if it does
 * @param time the time for the bot
 * @param recorded what it did
 */
public record Replay(
    BotSpec spec,
    Object bot,
    FakePorts ports,
    RecordedWeb web,
    @Nullable DnsServer names,
    @Nullable SmtpServer mails,
    @Nullable ImapServer mailbox,
    AtomicReference<Instant> time,
    Recorded recorded)
    implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  static Replay of(
      BotSpec spec,
      Recorded recorded,
      Map<String, Object> parameters,
      Harmonization harmonization,
      UnaryOperator<Http> client)
      throws IOException {
    var web = new RecordedWeb(recorded.list("http"));
    DnsServer names = null;
    SmtpServer mails = null;
    ImapServer mailbox = null;
    try {
      var time = new AtomicReference<>(recorded.at());
      var ports = FakePorts.at(time::get, client.apply(web), harmonization);
      ports.names().add(recorded.list("dns"));
      if (recorded.has("dns")) {
        names = new DnsServer(ports.names());
        ports = ports.withDns(new DnsPort(List.of(names.address()), TIMEOUT));
      }
      if (recorded.has("mails")) {
        mails = new SmtpServer();
        ports = ports.withSmtp(mails);
      }
      if (RecordedMails.areIn(recorded)) {
        mailbox = new ImapServer();
        RecordedMails.deliver(recorded, mailbox);
        ports = ports.withMailboxes(mailbox.mailboxes());
      }
      recorded.binaries().forEach(ports.databases()::put);
      ports.sql().answer(recorded.list("sql"));
      if (recorded.has("exceptions")) {
        ports.sql().fail();
      }
      var values =
          new Values(spec, parameters, text -> Yaml.read(text, "default"), secret -> () -> secret);
      return new Replay(
          spec, spec.create(values, ports), ports, web, names, mails, mailbox, time, recorded);
    } catch (RuntimeException | IOException e) {
      close(web, names, mails, mailbox);
      throw e;
    }
  }

  /** The same bot, which goes on with another recording. */
  Replay with(Recorded next) throws IOException {
    if (mailbox != null) {
      RecordedMails.deliver(next, mailbox);
    }
    web.add(next.list("http"));
    ports.names().add(next.list("dns"));
    time.set(next.at());
    return new Replay(spec, bot, ports, web, names, mails, mailbox, time, next);
  }

  @Override
  public void close() {
    close(web, names, mails, mailbox);
  }

  private static void close(
      RecordedWeb web,
      @Nullable DnsServer names,
      @Nullable SmtpServer mails,
      @Nullable ImapServer mailbox) {
    web.close();
    ImapServer.stop(mailbox);
    if (names != null) {
      names.close();
    }
    if (mails != null) {
      mails.close();
    }
  }
}
