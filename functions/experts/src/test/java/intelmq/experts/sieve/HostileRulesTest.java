package intelmq.experts.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import intelmq.bot.Verdict;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of any size and shape are read or refused: no stack overflows, and nothing takes long. */
final class HostileRulesTest {
  private static final int MANY = 500_000;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("if " + "(".repeat(MANY), "nested deeper than 100 levels"),
        Arguments.of("if " + "!".repeat(MANY) + " :exists comment { }", "nested deeper"),
        Arguments.of("if " + "!(".repeat(MANY), "nested deeper than 100 levels"),
        Arguments.of("if :exists comment { ".repeat(MANY / 5), "nested deeper than 100 levels"),
        Arguments.of("if comment == '" + "a\n".repeat(MANY), "has no end"),
        Arguments.of("if comment == '" + "\\'".repeat(MANY), "has no end"),
        Arguments.of("path " + "[".repeat(MANY), "expected a text"),
        Arguments.of("path [" + "'a',".repeat(MANY), "not the end"),
        Arguments.of("if source.port == " + "1".repeat(MANY), "longer than 100 digits"),
        Arguments.of("if source.port == 1." + "1".repeat(MANY), "longer than 100 digits"),
        Arguments.of("a".repeat(MANY), "expected 'if' or an action, not 'aaa"),
        Arguments.of(":" + "a".repeat(MANY), "expected 'if' or an action, not ':aaa"),
        Arguments.of("$" + "a".repeat(MANY), "expected '='"),
        Arguments.of("if comment :" + "a".repeat(MANY), "expected an operator"),
        Arguments.of("if extra." + "a".repeat(MANY) + " == 'a' { }", "there is no field"),
        Arguments.of("if comment =~ '" + "(".repeat(5000) + "' { }", "RE2"),
        Arguments.of("if comment =~ '" + "(a{99})".repeat(5000) + "' { }", "RE2"),
        Arguments.of("\0".repeat(MANY), "nothing that begins with"),
        Arguments.of("\ud800", "nothing that begins with"),
        Arguments.of(" ".repeat(Parser.LONGEST + 1), "longer than 4000000 characters"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String rules, String message) {
    assertThatExceptionOfType(SieveException.class)
        .isThrownBy(() -> compile(rules))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(300));
  }

  static Stream<String> taken() {
    return Stream.of(
        "",
        "\uFEFF# only a comment",
        "// no line end",
        " \n".repeat(MANY),
        "#\n".repeat(MANY),
        "keep ".repeat(MANY),
        "if " + "(".repeat(99) + ":exists comment" + ")".repeat(99) + " { }",
        "if :exists comment { ".repeat(100) + "}".repeat(100),
        "if :exists comment { }" + " elif :exists comment { }".repeat(MANY / 10),
        "if :exists comment" + " || :exists comment".repeat(MANY / 10) + " { }",
        "if :exists comment" + " && :exists comment".repeat(MANY / 10) + " { }",
        "if source.asn :in [1" + ", 2".repeat(MANY) + "] { }",
        "if source.ip << ['192.0.2.0/24'" + ", '2001:db8::/32'".repeat(MANY / 10) + "] { }");
  }

  @ParameterizedTest
  @MethodSource
  void taken(String rules) {
    var event = new Event();
    event.put(Fields.COMMENT, "a");
    event.put(Fields.SOURCE_IP, "192.0.2.1");
    var expert =
        new SieveExpert(
            new SieveExpert.Config(rules),
            InstantSource.fixed(Instant.EPOCH),
            Harmonization.standard());
    assertThat(expert.process(event)).isEqualTo(Verdict.FORWARD);
    assertThat(event.refusal()).isEmpty();
  }

  /** Rules that were cut, doubled or scrambled anywhere. */
  @Test
  void mutants() {
    String rules =
        """
        if (source.ip << ['192.0.2.0/24', '2001:db8::/32'] && ! comment =~ '^a(b|c)+') || :exists extra.a {
          add! time.source -= '1 hour' // comment
          append extra.list 'it\\'s'
          path ["one", 'two']
        } elif feed.accuracy >= -1.5e1 { $a = source.fqdn add! extra.b = $a }
        else { if extra.l :setequals [true, 2, 'x'] { drop } keep }
        """;
    var random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      var mutant = new StringBuilder(rules);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int from = random.nextInt(Math.max(1, mutant.length() - 1));
        int to = Math.min(mutant.length(), from + random.nextInt(20));
        switch (random.nextInt(4)) {
          case 0 -> mutant.delete(from, to);
          case 1 -> mutant.insert(from, mutant.substring(from, to));
          case 2 -> mutant.insert(from, (char) random.nextInt(256));
          default -> mutant.setLength(Math.max(1, from));
        }
      }
      Throwable thrown = catchThrowable(() -> compile(mutant.toString()));
      if (thrown != null) {
        assertThat(thrown).as("%s", mutant).isInstanceOf(SieveException.class);
      }
    }
  }

  /** A list is not searched from its start for every event. */
  @Test
  void longListsAreNoSlower() {
    var networks = new StringBuilder("'203.0.113.0/24'");
    for (int i = 0; i < 30_000; i++) {
      networks.append(", '10.").append(i / 256).append('.').append(i % 256).append(".0/24'");
    }
    var expert =
        new SieveExpert(
            new SieveExpert.Config("if source.ip << [" + networks + "] { add comment = 'in' }"),
            InstantSource.fixed(Instant.EPOCH),
            Harmonization.standard());
    assertTimeout(Duration.ofSeconds(20), () -> askOften(expert));
    var event = new Event();
    event.put(Fields.SOURCE_IP, "10.9.200.1");
    expert.process(event);
    assertThat(event.text(Fields.COMMENT)).isEqualTo("in");
  }

  private static void askOften(SieveExpert expert) {
    var event = new Event();
    event.put(Fields.SOURCE_IP, "198.51.100.1");
    for (int i = 0; i < 200_000; i++) {
      expert.process(event);
    }
    assertThat(event.has(Fields.COMMENT)).isFalse();
  }

  private static Step compile(String rules) {
    return new Compiler(Harmonization.standard()).compile(Parser.parse(rules));
  }
}
