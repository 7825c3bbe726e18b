package intelmq.experts.sieve;

import java.util.List;

/** What a field is compared with or set to. */
sealed interface Value {
  /** Where it stands. */
  Place place();

  /** What it is called in messages. */
  String kind();

  /** A value that stands in the rules. */
  sealed interface Literal extends Value {
    /** The value as events have it. */
    Object plain();
  }

  /** A text. */
  record Text(String plain, Place place) implements Literal {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /** A {@code Long}, a {@code BigInteger} or a {@code Double}. */
  record Numeral(Number plain, Place place) implements Literal {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** True or false. */
  record Truth(Boolean plain, Place place) implements Literal {
    @Override
    public String kind() {
      return "a truth value";
    }
  }

  /** A list of literals. */
  record Sequence(List<Literal> items, Place place) implements Literal {
    /** Takes a copy of the list. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public List<Object> plain() {
      return items.stream().map(Literal::plain).toList();
    }
  }

  /** What a variable holds when the rules come there. */
  record Variable(String name, Place place) implements Value {
    @Override
    public String kind() {
      return "a variable";
    }
  }

  /** What a field holds when the rules come there. */
  record OfField(Key key) implements Value {
    @Override
    public Place place() {
      return key.place();
    }

    @Override
    public String kind() {
      return "a field";
    }
  }
}
