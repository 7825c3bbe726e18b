package intelmq.catalog;

import intelmq.bot.config.Secret;

/** A secret that shows what it was made of. */
record NamedSecret(String reference) implements Secret {
  @Override
  public String reveal() {
    return reference;
  }

  @Override
  public String toString() {
    return "secret " + reference;
  }
}
