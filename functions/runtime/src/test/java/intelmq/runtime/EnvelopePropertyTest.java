package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For any events and any damage: what is not lost is what it was, and no damage is an accident. */
class EnvelopePropertyTest {
  private static final int MESSAGES = 900;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedMessagesAreRefusedOrRead(long seed) {
    var random = new Random(seed);
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      var body = new StringBuilder(message(random, 1 + random.nextInt(20)).encode());
      for (int j = random.nextInt(3); j >= 0; j--) {
        damage(body, random);
      }
      read += EnvelopeOracle.body(body.toString()).isPresent() ? 1 : 0;
    }
    assertThat(read).as("messages that could be read").isBetween(10, MESSAGES - 10);
  }

  /** Damage within an event is that event's alone. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedEventsAreSetAside(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < MESSAGES / 3; i++) {
      int count = 2 + random.nextInt(8);
      List<byte[]> lines = new ArrayList<>();
      List<String> right = new ArrayList<>();
      var damaged = new TreeSet<String>();
      for (Entry entry : message(random, count).entries()) {
        String line = entry.ordinal() + " " + Json.text(entry.event());
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(3) == 0) {
          int at = entry.ordinal().length() + 1 + random.nextInt(line.length() - 5);
          bytes[Math.min(at, bytes.length - 1)] = (byte) random.nextInt(11, 256);
          damaged.add(entry.ordinal());
        } else {
          right.add(line);
        }
        lines.add(bytes);
      }
      Optional<Envelope.Read> read = EnvelopeOracle.lines(join(lines), count);
      assertThat(read).isPresent();
      assertThat(EnvelopeOracle.lines(read.get().envelope())).containsAll(right);
      assertThat(read.get().unreadable())
          .allMatch(unreadable -> damaged.contains(unreadable.ordinal()));
      assertThat(read.get().envelope().entries().size() + read.get().unreadable().size())
          .isEqualTo(count);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void splittingAndJoiningMessagesLosesNothing(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < MESSAGES / 5; i++) {
      Envelope whole =
          EnvelopeOracle.read(message(random, 2 + random.nextInt(30)).encode()).envelope();
      List<String> lines = EnvelopeOracle.lines(whole);
      List<Envelope> parts = new ArrayList<>(List.of(whole));
      for (int j = random.nextInt(4); j >= 0; j--) {
        Envelope part = parts.remove(random.nextInt(parts.size()));
        int at = parts.size();
        if (part.entries().size() < 2) {
          parts.add(part);
          continue;
        }
        part.halves().forEach(half -> parts.add(EnvelopeOracle.read(half.encode()).envelope()));
        assertThat(parts).hasSize(at + 2);
      }
      assertThat(parts.stream().flatMap(part -> EnvelopeOracle.lines(part).stream()))
          .containsExactlyInAnyOrderElementsOf(lines);
      List<Entry> joined = parts.stream().flatMap(part -> part.entries().stream()).toList();
      assertThat(
              EnvelopeOracle.lines(EnvelopeOracle.read(whole.forward(joined).encode()).envelope()))
          .containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  private static Envelope message(Random random, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event = Fixture.event(i);
      event.add(Fields.FEED_NAME, "feed " + random.nextInt(9));
      event.add(Field.extra("n" + random.nextInt(5)), text(random));
      event.add(Field.extra("list"), List.of(random.nextLong(), random.nextDouble(), text(random)));
      entries.add(new Entry(i + (random.nextBoolean() ? "" : ".1"), event));
    }
    return Envelope.first(Fixture.REPORT, entries);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(8) == 0 ? 2000 : 20); i >= 0; i--) {
      text.appendCodePoint(
          random.nextInt(6) > 0 ? random.nextInt(' ', 0x7f) : random.nextInt(0xd800));
    }
    return text.toString();
  }

  private static void damage(StringBuilder body, Random random) {
    int at = random.nextInt(body.length());
    int to = Math.min(body.length(), at + random.nextInt(3));
    switch (random.nextInt(6)) {
      case 0 -> body.setLength(at);
      case 1 -> body.delete(at, to);
      case 2 -> body.insert(at, "\n{}\"\\:,0 9-e".charAt(random.nextInt(12)));
      case 3 -> body.insert(at, body.substring(at, to));
      case 4 -> body.setCharAt(at, (char) (body.charAt(at) ^ (1 << random.nextInt(7))));
      default -> body.setCharAt(at, (char) random.nextInt(0xffff));
    }
  }

  private static byte[] join(List<byte[]> lines) {
    var joined = new ByteArrayOutputStream();
    lines.forEach(line -> {
      joined.writeBytes(line);
      joined.write('\n');
    });
    return joined.toByteArray();
  }
}
