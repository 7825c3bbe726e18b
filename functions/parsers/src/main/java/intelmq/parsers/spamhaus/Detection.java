package intelmq.parsers.spamhaus;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import java.util.List;
import java.util.Map;

/** What devices did, by what Spamhaus calls it. */
final class Detection {
  private static final String ABUSEAT = "https://www.abuseat.org/lookup.cgi";

  /** The fields of each; the order is that of the event's fields. */
  private static final Map<String, List<Fact>> MEANINGS =
      Map.ofEntries(
          meaning("iotmirai", type("infected-system"), id("mirai"), malware("mirai")),
          meaning("iotrdp", type("scanner"), id("rdp"), application("rdp")),
          meaning("openrelay", type("vulnerable-system"), id("openrelay"), application("smtp")),
          meaning("sshauth", type("brute-force"), id("ssh"), application("ssh")),
          meaning("telnetauth", type("brute-force"), id("telnet"), application("telnet")),
          meaning("smtpauth", type("brute-force"), id("smtp"), application("smtp")),
          meaning("imap", type("brute-force"), id("imap"), application("imap")),
          meaning(
              "wpscanner",
              type("scanner"),
              id("wordpress-vulnerabilities"),
              text("scanning for wordpress vulnerabilities"),
              application("http")),
          meaning(
              "w_wplogin",
              type("scanner"),
              id("wordpress-login"),
              text("scanning for wordpress login pages"),
              application("http")),
          meaning(
              "l_spamlink",
              type("spam"),
              id("spamlink"),
              text("The URL appeared in a spam email sent by extra.spam_ip.")),
          meaning(
              "proxyget",
              type("other"),
              id("proxyget"),
              text("The malicious client used a honeypot as proxy.")),
          meaning(
              "iotscan",
              type("scanner"),
              text("The possibly infected IoT device scanned for other vulnerable IoT devices.")),
          meaning(
              "authspoofbadehlo",
              type("brute-force"),
              id("authentication-spoof"),
              application("smtp"),
              text("The device spoofed SMTP authentication with a bad EHLO.")),
          meaning(
              "extortion",
              type("spam"),
              id("extortion"),
              application("smtp"),
              text("This device sent extortion mails.")),
          meaning(
              "misc",
              type("spam"),
              id("spam"),
              application("smtp"),
              text(
                  "This device is sending spam as part of a botnet. See abuseat.org for more"
                      + " details."),
              new Fact(Fields.EVENT_DESCRIPTION_URL, ABUSEAT),
              new Fact(Fields.FEED_DOCUMENTATION, ABUSEAT)));

  private Detection() {}

  /** Says in an event what its device did; what is not known is the name of a malware. */
  static void describe(Event event, String name, String port) {
    List<Fact> meaning = MEANINGS.get(name);
    if (meaning == null) {
      event.add(Fields.MALWARE_NAME, name.equals("auto") ? "s_other" : name);
      event.add(Fields.CLASSIFICATION_TYPE, "infected-system");
      return;
    }
    meaning.forEach(fact -> event.put(fact.field(), fact.value()));
    if (name.equals("iotscan") && (port.equals("23") || port.equals("2323"))) {
      event.add(Fields.PROTOCOL_APPLICATION, "telnet");
      event.add(Fields.CLASSIFICATION_IDENTIFIER, "telnet");
    }
  }

  private static Map.Entry<String, List<Fact>> meaning(String name, Fact... facts) {
    return Map.entry(name, List.of(facts));
  }

  private static Fact type(String type) {
    return new Fact(Fields.CLASSIFICATION_TYPE, type);
  }

  private static Fact id(String identifier) {
    return new Fact(Fields.CLASSIFICATION_IDENTIFIER, identifier);
  }

  private static Fact malware(String name) {
    return new Fact(Fields.MALWARE_NAME, name);
  }

  private static Fact application(String application) {
    return new Fact(Fields.PROTOCOL_APPLICATION, application);
  }

  private static Fact text(String text) {
    return new Fact(Fields.EVENT_DESCRIPTION_TEXT, text);
  }

  /** A field and its value. */
  private record Fact(Field field, String value) {}
}
