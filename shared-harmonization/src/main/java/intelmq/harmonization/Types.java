package intelmq.harmonization;

import java.util.List;

/** The types of fields, by IntelMQ's harmonisation. */
public final class Types {
  public static final FieldType STRING =
      new SimpleType("String", Strings::sanitize, Strings::isText);

  /** IntelMQ's check with sanitising lets any value pass that has a text, whatever its case. */
  public static final FieldType LOWERCASE_STRING =
      new SimpleType("LowercaseString", Strings::lower, Strings::isLower, Strings::hasText);

  public static final FieldType UPPERCASE_STRING =
      new SimpleType("UppercaseString", Strings::upper, Strings::isUpper);

  /** Sanitising always encodes; a text that is encoded already passes only where it is verbatim. */
  public static final FieldType BASE64 =
      new SimpleType("Base64", Base64Text::encode, Base64Text::isValid);

  public static final FieldType BOOLEAN =
      new SimpleType("Boolean", Numeric::bool, value -> value instanceof Boolean);
  public static final FieldType INTEGER =
      new SimpleType("Integer", Numeric::integer, Numeric::isInteger);
  public static final FieldType FLOAT =
      new SimpleType("Float", Numeric::floating, Numeric::isFloat);
  public static final FieldType ACCURACY =
      new SimpleType("Accuracy", Numeric::accuracy, Numeric::isAccuracy);
  public static final FieldType ASN = new SimpleType("ASN", Numeric::asn, Numeric::isAsn);
  public static final FieldType DATE_TIME = new DateTimeType();
  public static final FieldType FQDN =
      new SimpleType("FQDN", DomainNames::sanitize, DomainNames::isValid);
  public static final FieldType IP_ADDRESS =
      new SimpleType("IPAddress", IpAddresses::sanitize, IpAddresses::isValid);
  public static final FieldType IP_NETWORK =
      new SimpleType("IPNetwork", IpNetworks::sanitize, IpNetworks::isValid);
  public static final FieldType URL = new SimpleType("URL", Urls::sanitize, Urls::isValid);
  public static final FieldType CLASSIFICATION_TAXONOMY =
      new SimpleType(
          "ClassificationTaxonomy", Vocabulary::taxonomy, Vocabulary.oneOf(Vocabulary.TAXONOMIES));
  public static final FieldType CLASSIFICATION_TYPE =
      new SimpleType("ClassificationType", Vocabulary::type, Vocabulary.oneOf(Vocabulary.TYPES));
  public static final FieldType TLP =
      new SimpleType("TLP", Vocabulary::tlp, Vocabulary.oneOf(Vocabulary.TLP));
  public static final FieldType REGISTRY =
      new SimpleType("Registry", Vocabulary::registry, Vocabulary.oneOf(Vocabulary.REGISTRIES));
  public static final FieldType JSON =
      new SimpleType("JSON", JsonText::sanitize, JsonText::isValid);
  public static final FieldType JSON_DICT =
      new SimpleType("JSONDict", JsonText::sanitizeObject, JsonText::isObject);

  /** Any JSON value, unchanged: what stands below {@code extra}. */
  public static final FieldType ANY = new SimpleType("Any", JsonText::value, JsonText::isValue);

  private Types() {}

  /** All types that IntelMQ's harmonisation names. */
  public static List<FieldType> all() {
    return List.of(
        STRING,
        LOWERCASE_STRING,
        UPPERCASE_STRING,
        BASE64,
        BOOLEAN,
        INTEGER,
        FLOAT,
        ACCURACY,
        ASN,
        DATE_TIME,
        FQDN,
        IP_ADDRESS,
        IP_NETWORK,
        URL,
        CLASSIFICATION_TAXONOMY,
        CLASSIFICATION_TYPE,
        TLP,
        REGISTRY,
        JSON,
        JSON_DICT);
  }
}
