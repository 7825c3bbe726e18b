package intelmq.harmonization;

import java.util.Collection;
import java.util.Optional;

/** The fields that messages may have. */
public final class Harmonization {
  private static final Harmonization STANDARD = new Harmonization();

  private volatile Names names = new Names(this);

  private Harmonization() {}

  /** The fields of IntelMQ. */
  public static Harmonization standard() {
    return STANDARD;
  }

  Collection<Field> fields() {
    return Fields.all();
  }

  Optional<Field> find(String name) {
    return Fields.find(name);
  }

  /** The names that were met so far; too many are forgotten. */
  Names names() {
    Names current = names;
    if (current.size() > Names.KEPT) {
      current = new Names(this);
      names = current;
    }
    return current;
  }
}
