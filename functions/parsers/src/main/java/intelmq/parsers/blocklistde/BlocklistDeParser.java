package intelmq.parsers.blocklistde;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.LineFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the lists of attackers of blocklist.de; which one it is says the report's URL. */
@Bot(name = "blocklistde", upstream = "intelmq.bots.parsers.blocklistde.parser")
public final class BlocklistDeParser implements Parser<String> {
  private static final String ATTACKS = "IP reported as having run attacks on the service ";
  private static final Attack ANY = new Attack("ids-alert", null, null);
  private static final Map<String, Attack> ATTACKS_OF =
      Map.ofEntries(
          Map.entry("ssh", attacks("ssh", "SSH")),
          Map.entry("mail", attacks("smtp", "Mail, Postfix")),
          Map.entry("apache", attacks("http", "Apache, Apache-DDoS, RFI-Attacks")),
          Map.entry("imap", attacks("imap", "IMAP, SASL, POP3")),
          Map.entry("ftp", attacks("ftp", "FTP")),
          Map.entry("sip", attacks("sip", "SIP, VOIP, Asterisk")),
          Map.entry("bots", attacks("http", "RFI-Attacks, REG-Bots, IRC-Bots or BadBots")),
          Map.entry(
              "strongips", new Attack("ids-alert", null, "IP with many attacks over a long time")),
          Map.entry("ircbot", new Attack("infected-system", "irc", "IP of an IRC bot")),
          Map.entry(
              "bruteforcelogin",
              new Attack("brute-force", "http", "IP that attacks logins of web applications")));

  /** The parser. */
  public BlocklistDeParser() {}

  @Override
  public Framing<String> framing() {
    return LineFraming.ignoring("#");
  }

  @Override
  public Outcome parse(String line, Report report) {
    Attack attack = ATTACKS_OF.getOrDefault(list(report.text(Fields.FEED_URL)), ANY);
    var event = new Event(report);
    event.add(Fields.SOURCE_IP, line);
    event.add(Fields.CLASSIFICATION_TYPE, attack.type());
    event.add(Fields.PROTOCOL_APPLICATION, attack.application());
    event.add(Fields.EVENT_DESCRIPTION_TEXT, attack.description());
    event.add(Fields.RAW, line);
    return Outcome.of(event);
  }

  private static Attack attacks(String application, String services) {
    return new Attack("ids-alert", application, ATTACKS + services);
  }

  /** The name of the list in its URL: {@code imap} of {@code …/imap.txt}. */
  private static String list(@Nullable String url) {
    if (url == null) {
      return "";
    }
    String file = url.substring(url.lastIndexOf('/') + 1);
    int end = file.indexOf('.');
    return end < 0 ? file : file.substring(0, end);
  }

  /** What the addresses of a list did. */
  private record Attack(String type, @Nullable String application, @Nullable String description) {}
}
