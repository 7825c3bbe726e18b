package intelmq.parsers.dataplane;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.LineFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import java.util.Map;

/**
 * Parses the reports of DataPlane.org; the last column says what an address did.
 *
 * <p>A line is {@code ASN | name of the AS | address | time (UTC) | category}, without an AS {@code
 * NA | NA | ...}. The category gives type, application and description of the event.
 */
@Bot(name = "dataplane", upstream = "intelmq.bots.parsers.dataplane.parser")
public final class DataplaneParser implements Parser<String> {
  private static final String SEEN = "Address has been seen ";
  private static final String SUSPICIOUS =
      ". The source report lists hosts that are suspicious of more than just port scanning. The"
          + " host may be ";
  private static final String TELEPHONY =
      " cataloging or conducting various forms of telephony abuse.";
  private static final String EMAIL =
      "SMTP server cataloging or conducting various forms of email abuse.";
  private static final String LOGIN =
      " server cataloging or conducting authentication attack attempts.";
  private static final String AMPLIFICATION =
      "DNS server cataloging or searching for hosts to use for DNS-based DDoS amplification.";
  private static final Map<String, Activity> ACTIVITIES =
      Map.ofEntries(
          sip("sipquery", "a SIP OPTIONS query", "SIP server"),
          sip("sipinvitation", "a SIP INVITE operation", "SIP client"),
          sip("sipregistration", "a SIP REGISTER operation", "SIP client"),
          initiating("sshclient", "scanner", "ssh", "an SSH connection", "SSH" + LOGIN),
          entry(
              "sshpwauth",
              "brute-force",
              "ssh",
              SEEN
                  + "attempting to remotely login to a host using SSH password authentication. The"
                  + " source report lists hosts that are highly suspicious and are likely"
                  + " conducting malicious SSH password authentication attacks."),
          initiating(
              "telnetlogin", "brute-force", "telnet", "a telnet connection", "telnet" + LOGIN),
          initiating("vncrfb", "scanner", "vnc", "a VNC remote buffer session", "VNC/RFB" + LOGIN),
          initiating("smtpgreet", "scanner", "smtp", "a SMTP HELO/EHLO operation", EMAIL),
          initiating("smtpdata", "scanner", "smtp", "a SMTP DATA operation", EMAIL),
          initiating(
              "dnsversion",
              "scanner",
              "dns",
              "a DNS CH TXT version operation",
              "DNS server cataloging or searching for vulnerable DNS servers."),
          dns("dnsrd", "a DNS recursion desired query"),
          dns("dnsrdany", "a DNS recursion desired IN ANY query"),
          entry(
              "proto41",
              "proxy",
              "6in4",
              "Address has been detected to offer open IPv6 over IPv4 tunneling. This could allow"
                  + " for the host to be used a public proxy against IPv6 hosts."));

  /** The parser. */
  public DataplaneParser() {}

  @Override
  public Framing<String> framing() {
    return LineFraming.ignoring("#");
  }

  @Override
  public Outcome parse(String line, Report report) {
    // the name may have the separator in it, so the columns behind it are found from the end
    int name = line.indexOf('|') + 1;
    int category = line.lastIndexOf('|');
    int time = line.lastIndexOf('|', category - 1);
    int address = line.lastIndexOf('|', time - 1);
    if (name == 0 || address < name) {
      return new Outcome.Malformed(
          "invalid-value", "expected ASN | name | address | time | category");
    }
    Activity activity = ACTIVITIES.get(line.substring(category + 1).strip());
    if (activity == null) {
      return new Outcome.Malformed(
          "invalid-value", "unknown category '" + line.substring(category + 1).strip() + "'");
    }
    var event = new Event(report);
    event.add(Fields.CLASSIFICATION_TYPE, activity.type());
    event.add(Fields.PROTOCOL_APPLICATION, activity.application());
    event.add(Fields.EVENT_DESCRIPTION_TEXT, activity.description());
    String asn = line.substring(0, name - 1).strip();
    String word = firstWord(line.substring(name, address).strip());
    if (!asn.equals("NA")) {
      if (word.isEmpty()) {
        return new Outcome.Malformed("invalid-value", "an ASN without a name");
      }
      event.add(Fields.SOURCE_ASN, asn);
      event.add(Fields.SOURCE_AS_NAME, word);
    }
    event.add(Fields.SOURCE_IP, line.substring(address + 1, time).strip());
    event.add(Fields.TIME_SOURCE, line.substring(time + 1, category).strip() + " UTC");
    event.add(Fields.RAW, line);
    return Outcome.of(event);
  }

  private static String firstWord(String name) {
    int end = 0;
    while (end < name.length() && !Character.isWhitespace(name.charAt(end))) {
      end++;
    }
    return name.substring(0, end);
  }

  private static Map.Entry<String, Activity> sip(String category, String what, String host) {
    return initiating(category, "brute-force", "sip", what, host + TELEPHONY);
  }

  private static Map.Entry<String, Activity> dns(String category, String what) {
    return entry(
        category,
        "scanner",
        "dns",
        SEEN + "performing " + what + " to a remote host" + SUSPICIOUS + AMPLIFICATION);
  }

  private static Map.Entry<String, Activity> initiating(
      String category, String type, String application, String what, String host) {
    return entry(
        category,
        type,
        application,
        SEEN + "initiating " + what + " to a remote host" + SUSPICIOUS + host);
  }

  private static Map.Entry<String, Activity> entry(
      String category, String type, String application, String description) {
    return Map.entry(category, new Activity(type, application, description));
  }

  /** What the addresses of a category did. */
  private record Activity(String type, String application, String description) {}
}
