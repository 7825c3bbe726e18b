package intelmq.harmonization;

import org.jspecify.annotations.Nullable;

/** The types of fields. */
public enum Types implements FieldType {
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
  JSON_DICT,
  /** Any JSON value, unchanged: what stands below {@code extra}. */
  ANY;

  @Override
  public @Nullable Object sanitize(Object value) {
    return value;
  }

  @Override
  public boolean isValid(Object value) {
    return true;
  }
}
