package intelmq.harmonization;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The harmonised fields of events; those of reports are among them. */
public final class Fields {
  /** What the names of the fields below {@link #EXTRA} begin with. */
  static final String EXTRA_PREFIX = "extra.";

  private static final Map<String, Field> BY_NAME = new LinkedHashMap<>();

  private static final Pattern COUNTRY_CODE = Pattern.compile("^[a-zA-Z0-9]{2}$");
  private static final Pattern PRINTABLE = Pattern.compile("^[ -~]+$");
  private static final Pattern HASH = Pattern.compile("^[A-F0-9./]+$");
  private static final Pattern UUID =
      Pattern.compile("^[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{12}$");

  /** IANA's protocol names that are accepted as transport, as regular expressions. */
  private static final Pattern TRANSPORT =
      alternatives(
          "ip icmp igmp ggp ipencap st2 tcp cbt egp igp bbn-rcc nvp(-ii)? pup argus emcon "
              + "xnet chaos udp mux dcn hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp "
              + "iso-tp4 netblt mfe-nsp merit-inp sep 3pc idpr xtp ddp idpr-cmtp tp\\+\\+ il ipv6 "
              + "sdrp ipv6-route ipv6-frag idrp rsvp gre mhrp bna esp ah i-nlsp swipe narp mobile "
              + "tlsp skip ipv6-icmp ipv6-nonxt ipv6-opts cftp sat-expak kryptolan rvd ippc sat- "
              + "mon visa ipcv cpnx cphb wsn pvp br-sat-mon sun-nd wb-mon wb-expak iso-ip vmtp "
              + "secure-vmtp vines ttp nsfnet-igp dgp tcf eigrp ospf sprite-rpc larp mtp ax.25 "
              + "ipip micp scc-sp etherip encap gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp "
              + "compaq-peer ipx-in-ip vrrp pgm l2tp ddx iatp st srp uti smp sm ptp isis fire "
              + "crtp crdup sscopmce iplt sps pipe sctp fc divert");

  public static final Field CLASSIFICATION_IDENTIFIER =
      field("classification.identifier", Types.STRING);
  public static final Field CLASSIFICATION_TAXONOMY =
      field("classification.taxonomy", Types.CLASSIFICATION_TAXONOMY, 100, null);
  public static final Field CLASSIFICATION_TYPE =
      field("classification.type", Types.CLASSIFICATION_TYPE);
  public static final Field COMMENT = field("comment", Types.STRING);
  public static final Field CONSTITUENCY = field("constituency", Types.STRING);
  public static final Field DESTINATION_ABUSE_CONTACT =
      field("destination.abuse_contact", Types.LOWERCASE_STRING);
  public static final Field DESTINATION_ACCOUNT = field("destination.account", Types.STRING);
  public static final Field DESTINATION_ALLOCATED = field("destination.allocated", Types.DATE_TIME);
  public static final Field DESTINATION_AS_NAME = field("destination.as_name", Types.STRING);
  public static final Field DESTINATION_ASN = field("destination.asn", Types.ASN);
  public static final Field DESTINATION_DOMAIN_SUFFIX =
      field("destination.domain_suffix", Types.FQDN);
  public static final Field DESTINATION_FQDN = field("destination.fqdn", Types.FQDN);
  public static final Field DESTINATION_GEOLOCATION_CC =
      field("destination.geolocation.cc", Types.UPPERCASE_STRING, 2, COUNTRY_CODE);
  public static final Field DESTINATION_GEOLOCATION_CITY =
      field("destination.geolocation.city", Types.STRING);
  public static final Field DESTINATION_GEOLOCATION_COUNTRY =
      field("destination.geolocation.country", Types.STRING);
  public static final Field DESTINATION_GEOLOCATION_LATITUDE =
      field("destination.geolocation.latitude", Types.FLOAT);
  public static final Field DESTINATION_GEOLOCATION_LONGITUDE =
      field("destination.geolocation.longitude", Types.FLOAT);
  public static final Field DESTINATION_GEOLOCATION_REGION =
      field("destination.geolocation.region", Types.STRING);
  public static final Field DESTINATION_GEOLOCATION_STATE =
      field("destination.geolocation.state", Types.STRING);
  public static final Field DESTINATION_IP = field("destination.ip", Types.IP_ADDRESS);
  public static final Field DESTINATION_LOCAL_HOSTNAME =
      field("destination.local_hostname", Types.STRING);
  public static final Field DESTINATION_LOCAL_IP = field("destination.local_ip", Types.IP_ADDRESS);
  public static final Field DESTINATION_NETWORK = field("destination.network", Types.IP_NETWORK);
  public static final Field DESTINATION_PORT = field("destination.port", Types.INTEGER);
  public static final Field DESTINATION_REGISTRY =
      field("destination.registry", Types.REGISTRY, 7, null);
  public static final Field DESTINATION_REVERSE_DNS = field("destination.reverse_dns", Types.FQDN);
  public static final Field DESTINATION_TOR_NODE = field("destination.tor_node", Types.BOOLEAN);
  public static final Field DESTINATION_URL = field("destination.url", Types.URL);
  public static final Field DESTINATION_URLPATH = field("destination.urlpath", Types.STRING);
  public static final Field EVENT_DESCRIPTION_TARGET =
      field("event_description.target", Types.STRING);
  public static final Field EVENT_DESCRIPTION_TEXT = field("event_description.text", Types.STRING);
  public static final Field EVENT_DESCRIPTION_URL = field("event_description.url", Types.URL);
  public static final Field EVENT_HASH = field("event_hash", Types.UPPERCASE_STRING, 40, HASH);
  public static final Field EXTRA = field("extra", Types.JSON_DICT);
  public static final Field FEED_ACCURACY = field("feed.accuracy", Types.ACCURACY);
  public static final Field FEED_CODE = field("feed.code", Types.STRING, 100, null);
  public static final Field FEED_DOCUMENTATION = field("feed.documentation", Types.STRING);
  public static final Field FEED_NAME = field("feed.name", Types.STRING);
  public static final Field FEED_PROVIDER = field("feed.provider", Types.STRING);
  public static final Field FEED_URL = field("feed.url", Types.URL);
  public static final Field MALWARE_HASH_MD5 =
      field("malware.hash.md5", Types.STRING, 200, PRINTABLE);
  public static final Field MALWARE_HASH_SHA1 =
      field("malware.hash.sha1", Types.STRING, 200, PRINTABLE);
  public static final Field MALWARE_HASH_SHA256 =
      field("malware.hash.sha256", Types.STRING, 200, PRINTABLE);
  public static final Field MALWARE_NAME =
      field("malware.name", Types.LOWERCASE_STRING, 0, PRINTABLE);
  public static final Field MALWARE_VERSION = field("malware.version", Types.STRING, 0, PRINTABLE);
  public static final Field MISP_ATTRIBUTE_UUID =
      field("misp.attribute_uuid", Types.LOWERCASE_STRING, 36, UUID);
  public static final Field MISP_EVENT_UUID =
      field("misp.event_uuid", Types.LOWERCASE_STRING, 36, UUID);
  public static final Field OUTPUT = field("output", Types.JSON);
  public static final Field PRODUCT_FULL_NAME = field("product.full_name", Types.LOWERCASE_STRING);
  public static final Field PRODUCT_NAME = field("product.name", Types.LOWERCASE_STRING);
  public static final Field PRODUCT_VENDOR = field("product.vendor", Types.LOWERCASE_STRING);
  public static final Field PRODUCT_VERSION = field("product.version", Types.LOWERCASE_STRING);
  public static final Field PRODUCT_VULNERABILITIES =
      field("product.vulnerabilities", Types.LOWERCASE_STRING);
  public static final Field PROTOCOL_APPLICATION =
      field("protocol.application", Types.LOWERCASE_STRING, 100, PRINTABLE);
  public static final Field PROTOCOL_TRANSPORT =
      field("protocol.transport", Types.LOWERCASE_STRING, 11, TRANSPORT);
  public static final Field RAW = field("raw", Types.BASE64);
  public static final Field RTIR_ID = field("rtir_id", Types.INTEGER);
  public static final Field SCREENSHOT_URL = field("screenshot_url", Types.URL);
  public static final Field SEVERITY = field("severity", Types.LOWERCASE_STRING);
  public static final Field SOURCE_ABUSE_CONTACT =
      field("source.abuse_contact", Types.LOWERCASE_STRING);
  public static final Field SOURCE_ACCOUNT = field("source.account", Types.STRING);
  public static final Field SOURCE_ALLOCATED = field("source.allocated", Types.DATE_TIME);
  public static final Field SOURCE_AS_NAME = field("source.as_name", Types.STRING);
  public static final Field SOURCE_ASN = field("source.asn", Types.ASN);
  public static final Field SOURCE_DOMAIN_SUFFIX = field("source.domain_suffix", Types.FQDN);
  public static final Field SOURCE_FQDN = field("source.fqdn", Types.FQDN);
  public static final Field SOURCE_GEOLOCATION_CC =
      field("source.geolocation.cc", Types.UPPERCASE_STRING, 2, COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_CITY =
      field("source.geolocation.city", Types.STRING);
  public static final Field SOURCE_GEOLOCATION_COUNTRY =
      field("source.geolocation.country", Types.STRING);
  public static final Field SOURCE_GEOLOCATION_CYMRU_CC =
      field("source.geolocation.cymru_cc", Types.UPPERCASE_STRING, 2, COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_GEOIP_CC =
      field("source.geolocation.geoip_cc", Types.UPPERCASE_STRING, 2, COUNTRY_CODE);
  public static final Field SOURCE_GEOLOCATION_LATITUDE =
      field("source.geolocation.latitude", Types.FLOAT);
  public static final Field SOURCE_GEOLOCATION_LONGITUDE =
      field("source.geolocation.longitude", Types.FLOAT);
  public static final Field SOURCE_GEOLOCATION_REGION =
      field("source.geolocation.region", Types.STRING);
  public static final Field SOURCE_GEOLOCATION_STATE =
      field("source.geolocation.state", Types.STRING);
  public static final Field SOURCE_IP = field("source.ip", Types.IP_ADDRESS);
  public static final Field SOURCE_LOCAL_HOSTNAME = field("source.local_hostname", Types.STRING);
  public static final Field SOURCE_LOCAL_IP = field("source.local_ip", Types.IP_ADDRESS);
  public static final Field SOURCE_NETWORK = field("source.network", Types.IP_NETWORK);
  public static final Field SOURCE_PORT = field("source.port", Types.INTEGER, 5, null);
  public static final Field SOURCE_REGISTRY = field("source.registry", Types.REGISTRY, 7, null);
  public static final Field SOURCE_REVERSE_DNS = field("source.reverse_dns", Types.FQDN);
  public static final Field SOURCE_TOR_NODE = field("source.tor_node", Types.BOOLEAN);
  public static final Field SOURCE_URL = field("source.url", Types.URL);
  public static final Field SOURCE_URLPATH = field("source.urlpath", Types.STRING);
  public static final Field STATUS = field("status", Types.STRING);
  public static final Field TIME_OBSERVATION = field("time.observation", Types.DATE_TIME);
  public static final Field TIME_SOURCE = field("time.source", Types.DATE_TIME);
  public static final Field TLP = field("tlp", Types.TLP);

  private Fields() {}

  /** All harmonised fields of events. */
  public static Collection<Field> all() {
    return BY_NAME.values();
  }

  static Optional<Field> find(String name) {
    Field field = BY_NAME.get(name);
    if (field != null) {
      return Optional.of(field);
    }
    return name.startsWith(EXTRA_PREFIX) && isName(name)
        ? Optional.of(new Field(name, Types.ANY, 0, null))
        : Optional.empty();
  }

  /**
   * Whether a text may be a key: lower-case words of letters, digits and underscores, joined by
   * dots; the first has at least two characters and no digit in front.
   */
  static boolean isName(String text) {
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (c == '.') {
        if (i == word || i == 1) {
          return false;
        }
        word = i + 1;
      } else if ((!digit && c != '_' && (c < 'a' || c > 'z')) || (digit && i == 0)) {
        return false;
      }
    }
    return text.length() > 1 && word < text.length();
  }

  static String unknown(String name) {
    return "there is no field '" + name + "'" + Nearest.hint(name, BY_NAME.keySet());
  }

  private static Field field(String name, FieldType type) {
    return field(name, type, 0, null);
  }

  private static Field field(
      String name, FieldType type, int maxLength, @Nullable Pattern pattern) {
    var field = new Field(name, type, maxLength, pattern);
    BY_NAME.put(name, field);
    return field;
  }

  private static Pattern alternatives(String words) {
    return Pattern.compile("^(" + words.replace(' ', '|') + ")$", CASE_INSENSITIVE);
  }
}
