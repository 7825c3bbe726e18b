package intelmq.localstack.iam;

/** What policies say to a request. */
public enum Decision {
  /** A statement allows it, none denies it. */
  ALLOWED,
  /** A statement denies it. */
  DENIED,
  /** No statement speaks of it. */
  NOT_ALLOWED
}
