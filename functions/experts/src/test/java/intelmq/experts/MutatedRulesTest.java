package intelmq.experts;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Expert;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.Source;
import intelmq.experts.contacttable.ContactTableExpert;
import intelmq.experts.jinja.JinjaExpert;
import intelmq.experts.modify.ModifyExpert;
import intelmq.experts.sieve.SieveExpert;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Yaml;
import intelmq.testkit.FakePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules as people mistype them: a mutant of a good text is taken or refused with a message, and
 * whatever is taken has an answer to an event. Other seeds are tried with {@code
 * -Dtest.jvm.flags=-Dmutants.seed=2}.
 */
final class MutatedRulesTest {
  private static final long SEED = Long.getLong("mutants.seed", 1);
  private static final int MUTANTS = 3000;

  /** Never reached by far: a text that is not read in this time is not read at all. */
  private static final Duration FOR_EVER = Duration.ofMinutes(2);

  private static final String PIECES =
      "if else elif { } ( ) [ ] ' \" \\ , . : ; = == != ! && || | % {{ }} {% %} # $ / -1 1e99 null"
          + " :in :contains add! drop source.ip 192.0.2.0/24 \u0000 \uD83D \u00fc \n \t";

  @ParameterizedTest
  @ValueSource(strings = {"sieve", "modify", "jinja", "contact_table"})
  void mutantsAreTakenOrRefused(String bot) throws IOException {
    Function<String, Expert> maker = maker(bot);
    var random = new Random(SEED);
    List<String> texts = texts(bot);
    assertThat(texts).isNotEmpty();
    int taken = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutant(texts.get(i % texts.size()), random);
      taken += Assertions.assertTimeoutPreemptively(FOR_EVER, () -> run(maker, mutant)) ? 1 : 0;
    }
    assertThat(taken).as("some are right by chance, not all").isBetween(1, MUTANTS - 1);
  }

  private static boolean run(Function<String, Expert> maker, String text) {
    Expert expert;
    try {
      expert = maker.apply(text);
    } catch (ConfigurationException | IllegalArgumentException e) {
      assertThat(e.getMessage()).as(text).isNotBlank();
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("refused without a message: " + text, e);
    }
    try {
      assertThat(expert.process(event())).isNotNull();
    } catch (IOException | InterruptedException | RuntimeException | StackOverflowError e) {
      throw new AssertionError("no answer: " + text, e);
    }
    return true;
  }

  private static Function<String, Expert> maker(String bot) {
    FakePorts ports = FakePorts.withoutWeb();
    Harmonization fields = ports.harmonization();
    return switch (bot) {
      case "sieve" -> text -> new SieveExpert(new SieveExpert.Config(text), ports.clock(), fields);
      case "modify" ->
          text -> new ModifyExpert(new ModifyExpert.Config(text, true, null, true), fields);
      case "jinja" ->
          text -> new JinjaExpert(new JinjaExpert.Config(Map.of("extra.text", text), true), fields);
      default ->
          text ->
              new ContactTableExpert(
                  new ContactTableExpert.Config(new Source(text), true), ports.databases());
    };
  }

  private static Event event() {
    var event = new Event();
    event.put(Field.of("source.ip"), "192.0.2.1");
    event.put(Field.of("source.asn"), 64496);
    event.put(Field.of("source.port"), 23);
    event.put(Field.of("source.fqdn"), "www.example.com");
    event.put(Field.of("feed.name"), "Example");
    event.put(Field.of("comment"), "text");
    return event;
  }

  /** The rules of the bot's golden cases. */
  private static List<String> texts(String bot) throws IOException {
    var texts = new ArrayList<String>();
    try (Stream<Path> cases = Files.list(Path.of("src/test/golden", bot)).sorted()) {
      for (Path folder : cases.toList()) {
        Path file = folder.resolve("parameters.yaml");
        collect(Yaml.read(Files.readString(file), file.toString()), texts);
      }
    }
    return texts;
  }

  /** Texts of several lines, or of some length, are rules. */
  private static void collect(@Nullable Object value, List<String> texts) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(member -> collect(member, texts));
    } else if (value instanceof String text && text.length() > 20) {
      texts.add(text);
    }
  }

  private static String mutant(String text, Random random) {
    var mutant = new StringBuilder(text);
    String[] pieces = PIECES.split(" ", -1);
    for (int i = random.nextInt(3); i >= 0 && !mutant.isEmpty(); i--) {
      int at = random.nextInt(mutant.length());
      int end = Math.min(mutant.length(), at + 1 + random.nextInt(6));
      switch (random.nextInt(4)) {
        case 0 -> mutant.delete(at, end);
        case 1 -> mutant.insert(at, pieces[random.nextInt(pieces.length)]);
        case 2 -> mutant.insert(at, mutant.substring(at, end));
        default -> mutant.replace(at, end, pieces[random.nextInt(pieces.length)]);
      }
    }
    return mutant.toString();
  }
}
