package intelmq.bot.port;

import java.io.IOException;
import java.util.List;

/** Questions to the domain name system. */
@FunctionalInterface
public interface Dns {
  /**
   * Asks for the records of a name; aliases are followed by the server.
   *
   * @param name absolute, with or without the dot at its end; there is none that can be no name
   * @throws IOException if no server answers, whatever it is asked
   */
  Answer query(String name, Type type) throws IOException;

  /** Types of records. */
  enum Type {
    /** IPv4 addresses. */
    A,
    /** Names of an address. */
    PTR,
    /** Texts. */
    TXT
  }

  /** What came of a question. */
  enum Status {
    /** There is such a name, with records of the type or not. */
    EXISTS,
    /** There is no such name. */
    ABSENT,
    /** The servers of the name do not answer, or not as they should; others do. */
    BROKEN
  }

  /**
   * What is known of a name.
   *
   * @param values in the order of the answer; names end with a dot, the parts of a text are joined
   */
  record Answer(Status status, List<String> values) {
    /** Takes a copy of the list. */
    public Answer {
      values = List.copyOf(values);
    }
  }
}
