package intelmq.harmonization;

import java.util.List;

/** The types of fields, by IntelMQ's harmonisation. */
public final class Types {
  public static final FieldType STRING =
      new SimpleType(
          "String",
          "Any value but an empty one, 0 and false, as text without white space around it.",
          Strings::sanitize,
          Strings::isText);

  /** IntelMQ's check with sanitising lets any value pass that has a text, whatever its case. */
  public static final FieldType LOWERCASE_STRING =
      new SimpleType(
          "LowercaseString",
          "Text, which becomes lower case, without white space around it.",
          Strings::lower,
          Strings::isLower,
          Strings::hasText);

  public static final FieldType UPPERCASE_STRING =
      new SimpleType(
          "UppercaseString",
          "Text, which becomes upper case, without white space around it.",
          Strings::upper,
          Strings::isUpper);

  /** Sanitising always encodes; a text that is encoded already passes only where it is verbatim. */
  public static final FieldType BASE64 =
      new SimpleType(
          "Base64",
          "Text or bytes, which become Base64 (RFC 4648); text that is Base64 already is encoded once more, unless it comes from another IntelMQ system.",
          Base64Text::encode,
          Base64Text::isValid);

  public static final FieldType BOOLEAN =
      new SimpleType(
          "Boolean",
          "True or false, as JSON has them or as text in any case, or the numbers 1 and 0.",
          Numeric::bool,
          value -> value instanceof Boolean);
  public static final FieldType INTEGER =
      new SimpleType(
          "Integer",
          "A whole number of any size, or text that is one; a number loses its fraction, while text with a fraction is refused.",
          Numeric::integer,
          Numeric::isInteger);
  public static final FieldType FLOAT =
      new SimpleType(
          "Float",
          "A number, or text that is one in Python: .5, 1e3, nan and inf, too.",
          Numeric::floating,
          Numeric::isFloat);
  public static final FieldType ACCURACY =
      new SimpleType(
          "Accuracy",
          "Per cent, a number from 0 to 100, or text that is one; true is 100, false is 0.",
          Numeric::accuracy,
          Numeric::isAccuracy);
  public static final FieldType ASN =
      new SimpleType(
          "ASN",
          "The number of an autonomous system, from 1 to 4294967295, with AS before it or without.",
          Numeric::asn,
          Numeric::isAsn);
  public static final FieldType DATE_TIME = new DateTimeType();
  public static final FieldType FQDN =
      new SimpleType(
          "FQDN",
          "A domain name, which becomes lower case and ASCII (IDNA 2003), without dots around it; no IP address and no URL.",
          DomainNames::sanitize,
          DomainNames::isValid);
  public static final FieldType IP_ADDRESS =
      new SimpleType(
          "IPAddress",
          "An IPv4 or IPv6 address, as text or as the number that it is, which becomes its shortest form without zone; no network but one of a single address, and not 0.0.0.0.",
          IpAddresses::sanitize,
          IpAddresses::isValid);
  public static final FieldType IP_NETWORK =
      new SimpleType(
          "IPNetwork",
          "An IPv4 or IPv6 network, with a prefix length or a mask; bits of a host are cleared, and an address alone is the network that has no other.",
          IpNetworks::sanitize,
          IpNetworks::isValid);
  public static final FieldType URL =
      new SimpleType(
          "URL",
          "A URL that names a host; hxxp and hxxps become http and https, and nothing else is changed.",
          Urls::sanitize,
          Urls::isValid);
  public static final FieldType CLASSIFICATION_TAXONOMY =
      new VocabularyType(
          "ClassificationTaxonomy",
          "A taxonomy of the Reference Security Incident Taxonomy, which becomes lower case; older names become those of today.",
          Vocabulary::taxonomy,
          Vocabulary.TAXONOMIES);
  public static final FieldType CLASSIFICATION_TYPE =
      new VocabularyType(
          "ClassificationType",
          "A type of the Reference Security Incident Taxonomy or one of IntelMQ's own, which becomes lower case; older names become those of today.",
          Vocabulary::type,
          Vocabulary.TYPES);
  public static final FieldType TLP =
      new VocabularyType(
          "TLP",
          "A colour of the Traffic Light Protocol, version 1, which becomes upper case and loses TLP before it; YELLOW becomes AMBER.",
          Vocabulary::tlp,
          Vocabulary.TLP);
  public static final FieldType REGISTRY =
      new VocabularyType(
          "Registry",
          "A regional Internet registry, which becomes upper case; RIPENCC and RIPE-NCC become RIPE.",
          Vocabulary::registry,
          Vocabulary.REGISTRIES);
  public static final FieldType JSON =
      new SimpleType(
          "JSON",
          "JSON as text, which stays as it is; any other value is written as JSON, text as a JSON string.",
          JsonText::sanitize,
          JsonText::isValid);
  public static final FieldType JSON_DICT =
      new SimpleType(
          "JSONDict",
          "A JSON object that is not empty, or the text of one; each of its members becomes a field below this one.",
          JsonText::sanitizeObject,
          JsonText::isObject);

  /** Any JSON value, unchanged: what stands below {@code extra}. */
  public static final FieldType ANY =
      new SimpleType("Any", "Any JSON value, unchanged.", JsonText::value, JsonText::isValue);

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
