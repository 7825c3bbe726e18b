package intelmq.harmonization;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the standard harmonisation, IntelMQ's: those of events; those of reports are among
 * them. A deployment may define others, see {@link Harmonization}; a message goes by its own
 * harmonisation's definition of a field.
 */
public final class Fields {
  /** What tells these definitions from those of other harmonisations. */
  static final Definitions.Origin ORIGIN = new Definitions.Origin();

  private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();

  private static final TextPattern COUNTRY_CODE = TextPattern.of("^[a-zA-Z0-9]{2}$");
  private static final TextPattern PRINTABLE = TextPattern.of("^[ -~]+$");
  private static final TextPattern HASH = TextPattern.of("^[A-F0-9./]+$");
  private static final TextPattern NO_FINAL_DOT = TextPattern.of("^.*[^\\.]$");

  /** IANA's names of protocols. */
  private static final TextPattern TRANSPORT =
      TextPattern.ignoringCase(
          "^("
              + "ip|icmp|igmp|ggp|ipencap|st2|tcp|cbt|egp|igp|bbn-rcc|nvp(-ii)?|pup|argus|emcon|xnet|"
              + "chaos|udp|mux|dcn|hmp|prm|xns-idp|trunk-1|trunk-2|leaf-1|leaf-2|rdp|irtp|iso-tp4|"
              + "netblt|mfe-nsp|merit-inp|sep|3pc|idpr|xtp|ddp|idpr-cmtp|tp\\+\\+|il|ipv6|sdrp|"
              + "ipv6-route|ipv6-frag|idrp|rsvp|gre|mhrp|bna|esp|ah|i-nlsp|swipe|narp|mobile|tlsp|"
              + "skip|ipv6-icmp|ipv6-nonxt|ipv6-opts|cftp|sat-expak|kryptolan|rvd|ippc|sat-mon|visa|"
              + "ipcv|cpnx|cphb|wsn|pvp|br-sat-mon|sun-nd|wb-mon|wb-expak|iso-ip|vmtp|secure-vmtp|"
              + "vines|ttp|nsfnet-igp|dgp|tcf|eigrp|ospf|sprite-rpc|larp|mtp|ax.25|ipip|micp|scc-sp|"
              + "etherip|encap|gmtp|ifmp|pnni|pim|aris|scps|qnx|a/n|ipcomp|snp|compaq-peer|ipx-in-ip|"
              + "vrrp|pgm|l2tp|ddx|iatp|st|srp|uti|smp|sm|ptp|isis|fire|crtp|crdup|sscopmce|iplt|sps|"
              + "pipe|sctp|fc|divert"
              + ")$");

  public static final Field CLASSIFICATION_IDENTIFIER =
      define(
          "classification.identifier",
          Types.STRING,
          "What exactly was seen, within the type: a protocol, a weakness or the malware's common name.");
  public static final Field CLASSIFICATION_TAXONOMY =
      define(
          "classification.taxonomy",
          Types.CLASSIFICATION_TAXONOMY,
          "Top level of the Reference Security Incident Taxonomy, which follows from the type.",
          100,
          null);
  public static final Field CLASSIFICATION_TYPE =
      define(
          "classification.type",
          Types.CLASSIFICATION_TYPE,
          "Kind of incident, by the Reference Security Incident Taxonomy; rules and mails go by it.");
  public static final Field COMMENT =
      define("comment", Types.STRING, "Free text of an analyst or a feed.");
  public static final Field CONSTITUENCY =
      define(
          "constituency",
          Types.STRING,
          "Which of several constituencies the event belongs to, for sharing an installation.");
  public static final Field DESTINATION_ABUSE_CONTACT =
      define(
          "destination.abuse_contact",
          Types.LOWERCASE_STRING,
          "Mail addresses to write to about the destination, separated by commas.");
  public static final Field DESTINATION_ACCOUNT =
      define("destination.account", Types.STRING, "User name or mail address at the destination.");
  public static final Field DESTINATION_ALLOCATED =
      define(
          "destination.allocated",
          Types.DATE_TIME,
          "When the destination's network was allocated.");
  public static final Field DESTINATION_AS_NAME =
      define(
          "destination.as_name",
          Types.STRING,
          "Name of the autonomous system that announces the destination's network.");
  public static final Field DESTINATION_ASN =
      define(
          "destination.asn",
          Types.ASN,
          "Number of the autonomous system that announces the destination's network.");
  public static final Field DESTINATION_DOMAIN_SUFFIX =
      define(
          "destination.domain_suffix",
          Types.FQDN,
          "Public suffix of the destination's domain name, by the Public Suffix List.");
  public static final Field DESTINATION_FQDN =
      define("destination.fqdn", Types.FQDN, "Domain name of the destination.", 0, NO_FINAL_DOT);
  public static final Field DESTINATION_GEOLOCATION_CC =
      define(
          "destination.geolocation.cc",
          Types.UPPERCASE_STRING,
          "Country of the destination's address, as a code of two letters (ISO 3166-1).",
          2,
          COUNTRY_CODE);
  public static final Field DESTINATION_GEOLOCATION_CITY =
      define(
          "destination.geolocation.city",
          Types.STRING,
          "City in which a database places the destination's address.");
  public static final Field DESTINATION_GEOLOCATION_COUNTRY =
      define(
          "destination.geolocation.country",
          Types.STRING,
          "Name of the country in which a database places the destination's address.");
  public static final Field DESTINATION_GEOLOCATION_LATITUDE =
      define(
          "destination.geolocation.latitude",
          Types.FLOAT,
          "Degrees north of the equator at which a database places the destination.");
  public static final Field DESTINATION_GEOLOCATION_LONGITUDE =
      define(
          "destination.geolocation.longitude",
          Types.FLOAT,
          "Degrees east of Greenwich at which a database places the destination.");
  public static final Field DESTINATION_GEOLOCATION_REGION =
      define(
          "destination.geolocation.region",
          Types.STRING,
          "Region in which a database places the destination's address.");
  public static final Field DESTINATION_GEOLOCATION_STATE =
      define(
          "destination.geolocation.state",
          Types.STRING,
          "State or province in which a database places the destination's address.");
  public static final Field DESTINATION_IP =
      define("destination.ip", Types.IP_ADDRESS, "Address that was contacted or attacked.");
  public static final Field DESTINATION_LOCAL_HOSTNAME =
      define(
          "destination.local_hostname",
          Types.STRING,
          "Name of the destination in its own network.");
  public static final Field DESTINATION_LOCAL_IP =
      define(
          "destination.local_ip",
          Types.IP_ADDRESS,
          "Address of the destination behind address translation.");
  public static final Field DESTINATION_NETWORK =
      define(
          "destination.network",
          Types.IP_NETWORK,
          "Network that the destination's address is in, as CIDR.");
  public static final Field DESTINATION_PORT =
      define("destination.port", Types.INTEGER, "Port at the destination.");
  public static final Field DESTINATION_REGISTRY =
      define(
          "destination.registry",
          Types.REGISTRY,
          "Regional Internet registry that is responsible for the destination's address.",
          7,
          null);
  public static final Field DESTINATION_REVERSE_DNS =
      define(
          "destination.reverse_dns",
          Types.FQDN,
          "Domain name that DNS gives for the destination's address.",
          0,
          NO_FINAL_DOT);
  public static final Field DESTINATION_TOR_NODE =
      define(
          "destination.tor_node",
          Types.BOOLEAN,
          "Whether the destination is a node of the Tor network.");
  public static final Field DESTINATION_URL =
      define(
          "destination.url",
          Types.URL,
          "Address of the resource that was requested, with its scheme.");
  public static final Field DESTINATION_URLPATH =
      define(
          "destination.urlpath",
          Types.STRING,
          "Path of the request, where the rest of the address is unknown.");
  public static final Field EVENT_DESCRIPTION_TARGET =
      define(
          "event_description.target",
          Types.STRING,
          "Who or what was aimed at: a brand, an organisation, a product.");
  public static final Field EVENT_DESCRIPTION_TEXT =
      define(
          "event_description.text",
          Types.STRING,
          "One or two sentences about what happened, for whoever gets the notification.");
  public static final Field EVENT_DESCRIPTION_URL =
      define(
          "event_description.url",
          Types.URL,
          "Page that explains this kind of event and what to do about it.");
  public static final Field EVENT_HASH =
      define(
          "event_hash",
          Types.UPPERCASE_STRING,
          "Hash of the fields that tell events apart, for finding the same event again.",
          40,
          HASH);
  public static final Field EXTRA =
      define(
          "extra",
          Types.JSON_DICT,
          "All that a feed knows and no other field has room for, as a JSON object.");
  public static final Field FEED_ACCURACY =
      define("feed.accuracy", Types.ACCURACY, "How far the feed can be trusted, in per cent.");
  public static final Field FEED_CODE =
      define(
          "feed.code",
          Types.STRING,
          "Short code of the feed, for file names and statistics.",
          100,
          null);
  public static final Field FEED_DOCUMENTATION =
      define("feed.documentation", Types.STRING, "Page on which the provider describes the feed.");
  public static final Field FEED_NAME =
      define("feed.name", Types.STRING, "Name of the feed, as people know it.");
  public static final Field FEED_PROVIDER =
      define("feed.provider", Types.STRING, "Organisation that publishes the feed.");
  public static final Field FEED_URL =
      define("feed.url", Types.URL, "Where the report was fetched.");
  public static final Field MALWARE_HASH_MD5 =
      define("malware.hash.md5", Types.STRING, "MD5 of the malware's file.", 200, PRINTABLE);
  public static final Field MALWARE_HASH_SHA1 =
      define("malware.hash.sha1", Types.STRING, "SHA-1 of the malware's file.", 200, PRINTABLE);
  public static final Field MALWARE_HASH_SHA256 =
      define("malware.hash.sha256", Types.STRING, "SHA-256 of the malware's file.", 200, PRINTABLE);
  public static final Field MALWARE_NAME =
      define(
          "malware.name",
          Types.LOWERCASE_STRING,
          "Family that the malware belongs to.",
          0,
          PRINTABLE);
  public static final Field MALWARE_VERSION =
      define("malware.version", Types.STRING, "Version or campaign of the malware.", 0, PRINTABLE);
  public static final Field MISP_ATTRIBUTE_UUID =
      define(
          "misp.attribute_uuid",
          Types.LOWERCASE_STRING,
          "Attribute of a MISP event that this event was made from or belongs to.",
          36,
          TextPattern.of("^[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{12}$"));
  public static final Field MISP_EVENT_UUID =
      define(
          "misp.event_uuid",
          Types.LOWERCASE_STRING,
          "MISP event that this event was made from or belongs to.",
          36,
          TextPattern.of("^[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[0-9a-z]{12}$"));
  public static final Field OUTPUT =
      define(
          "output",
          Types.JSON,
          "Event in the form that an output is to deliver, where an expert prepared it.");
  public static final Field PRODUCT_FULL_NAME =
      define(
          "product.full_name",
          Types.STRING,
          "Vendor, product and version in one text, where a feed gives no more than that.");
  public static final Field PRODUCT_NAME =
      define("product.name", Types.LOWERCASE_STRING, "Product that is affected.");
  public static final Field PRODUCT_VENDOR =
      define("product.vendor", Types.LOWERCASE_STRING, "Who makes the affected product.");
  public static final Field PRODUCT_VERSION =
      define("product.version", Types.LOWERCASE_STRING, "Version of the affected product.");
  public static final Field PRODUCT_VULNERABILITIES =
      define(
          "product.vulnerabilities",
          Types.LOWERCASE_STRING,
          "Weaknesses of the product, for instance CVE numbers, separated by semicolons.");
  public static final Field PROTOCOL_APPLICATION =
      define(
          "protocol.application",
          Types.LOWERCASE_STRING,
          "Protocol of the application layer, for instance http or ssh.",
          100,
          PRINTABLE);
  public static final Field PROTOCOL_TRANSPORT =
      define(
          "protocol.transport",
          Types.LOWERCASE_STRING,
          "Protocol below the application layer, by IANA's names, for instance tcp or udp.",
          11,
          TRANSPORT);
  public static final Field RAW =
      define("raw", Types.BASE64, "Record of the report that the event was made from, in Base64.");
  public static final Field RTIR_ID =
      define("rtir_id", Types.INTEGER, "Ticket of Request Tracker for Incident Response.");
  public static final Field SCREENSHOT_URL =
      define(
          "screenshot_url",
          Types.URL,
          "Picture of what was seen, for instance of a phishing page.");
  public static final Field SEVERITY =
      define(
          "severity",
          Types.LOWERCASE_STRING,
          "How bad it is, in the words that Shadowserver uses.",
          10,
          TextPattern.of("^(critical|high|medium|low|info|undefined)$"));
  public static final Field SOURCE_ABUSE_CONTACT =
      define(
          "source.abuse_contact",
          Types.LOWERCASE_STRING,
          "Mail addresses to write to about the source, separated by commas.");
  public static final Field SOURCE_ACCOUNT =
      define(
          "source.account",
          Types.STRING,
          "User name or mail address at the source, for instance of whoever's password leaked.");
  public static final Field SOURCE_ALLOCATED =
      define("source.allocated", Types.DATE_TIME, "When the source's network was allocated.");
  public static final Field SOURCE_AS_NAME =
      define(
          "source.as_name",
          Types.STRING,
          "Name of the autonomous system that announces the source's network.");
  public static final Field SOURCE_ASN =
      define(
          "source.asn",
          Types.ASN,
          "Number of the autonomous system that announces the source's network.");
  public static final Field SOURCE_DOMAIN_SUFFIX =
      define(
          "source.domain_suffix",
          Types.FQDN,
          "Public suffix of the source's domain name, by the Public Suffix List.");
  public static final Field SOURCE_FQDN =
      define("source.fqdn", Types.FQDN, "Domain name of the source.", 0, NO_FINAL_DOT);
  public static final Field SOURCE_GEOLOCATION_CC =
      define(
          "source.geolocation.cc",
          Types.UPPERCASE_STRING,
          "Country of the source's address, as a code of two letters (ISO 3166-1).",
          2,
          COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_CITY =
      define(
          "source.geolocation.city",
          Types.STRING,
          "City in which a database places the source's address.");
  public static final Field SOURCE_GEOLOCATION_COUNTRY =
      define(
          "source.geolocation.country",
          Types.STRING,
          "Name of the country in which a database places the source's address.");
  public static final Field SOURCE_GEOLOCATION_CYMRU_CC =
      define(
          "source.geolocation.cymru_cc",
          Types.UPPERCASE_STRING,
          "Country of the source's address by Team Cymru's service.",
          2,
          COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_GEOIP_CC =
      define(
          "source.geolocation.geoip_cc",
          Types.UPPERCASE_STRING,
          "Country of the source's address by MaxMind's database.",
          2,
          COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_LATITUDE =
      define(
          "source.geolocation.latitude",
          Types.FLOAT,
          "Degrees north of the equator at which a database places the source.");
  public static final Field SOURCE_GEOLOCATION_LONGITUDE =
      define(
          "source.geolocation.longitude",
          Types.FLOAT,
          "Degrees east of Greenwich at which a database places the source.");
  public static final Field SOURCE_GEOLOCATION_REGION =
      define(
          "source.geolocation.region",
          Types.STRING,
          "Region in which a database places the source's address.");
  public static final Field SOURCE_GEOLOCATION_STATE =
      define(
          "source.geolocation.state",
          Types.STRING,
          "State or province in which a database places the source's address.");
  public static final Field SOURCE_IP =
      define(
          "source.ip",
          Types.IP_ADDRESS,
          "Address of the host that is affected or causes the trouble; whose owner is notified.");
  public static final Field SOURCE_LOCAL_HOSTNAME =
      define("source.local_hostname", Types.STRING, "Name of the source in its own network.");
  public static final Field SOURCE_LOCAL_IP =
      define(
          "source.local_ip", Types.IP_ADDRESS, "Address of the source behind address translation.");
  public static final Field SOURCE_NETWORK =
      define(
          "source.network", Types.IP_NETWORK, "Network that the source's address is in, as CIDR.");
  public static final Field SOURCE_PORT =
      define("source.port", Types.INTEGER, "Port at the source.", 5, null);
  public static final Field SOURCE_REGISTRY =
      define(
          "source.registry",
          Types.REGISTRY,
          "Regional Internet registry that is responsible for the source's address.",
          7,
          null);
  public static final Field SOURCE_REVERSE_DNS =
      define(
          "source.reverse_dns",
          Types.FQDN,
          "Domain name that DNS gives for the source's address.",
          0,
          NO_FINAL_DOT);
  public static final Field SOURCE_TOR_NODE =
      define("source.tor_node", Types.BOOLEAN, "Whether the source is a node of the Tor network.");
  public static final Field SOURCE_URL =
      define(
          "source.url", Types.URL, "Address of the harmful or affected resource, with its scheme.");
  public static final Field SOURCE_URLPATH =
      define(
          "source.urlpath",
          Types.STRING,
          "Path of the harmful or affected resource, where the rest of its address is unknown.");
  public static final Field STATUS =
      define(
          "status",
          Types.STRING,
          "Whether the threat is still there, in the feed's words, for instance online or offline.");
  public static final Field TIME_OBSERVATION =
      define("time.observation", Types.DATE_TIME, "When the report was fetched, in UTC.");
  public static final Field TIME_SOURCE =
      define(
          "time.source", Types.DATE_TIME, "When the event happened, as the feed has it, in UTC.");
  public static final Field TLP =
      define("tlp", Types.TLP, "Whom the event may be shown to, by the Traffic Light Protocol.");

  private static final List<Field> OF_REPORTS =
      List.of(
          EXTRA,
          FEED_ACCURACY,
          FEED_CODE,
          FEED_DOCUMENTATION,
          FEED_NAME,
          FEED_PROVIDER,
          FEED_URL,
          RAW,
          RTIR_ID,
          TIME_OBSERVATION);

  private Fields() {}

  /** All fields of events, sorted by name. */
  public static Collection<Field> all() {
    return Collections.unmodifiableCollection(BY_NAME.values());
  }

  /** All fields of reports. */
  static List<Field> ofReports() {
    return OF_REPORTS;
  }

  private static Field define(String name, FieldType type, String description) {
    return define(name, type, description, 0, null);
  }

  private static Field define(
      String name,
      FieldType type,
      String description,
      int maxLength,
      @Nullable TextPattern pattern) {
    boolean ignoringCase = pattern != null && pattern.isIgnoringCase();
    var field =
        new Field(
            ORIGIN,
            name,
            type,
            maxLength,
            ignoringCase ? null : pattern,
            ignoringCase ? pattern : null,
            description);
    BY_NAME.put(name, field);
    return field;
  }
}
