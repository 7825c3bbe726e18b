package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What must hold of the codec for any bytes. */
final class CodecOracle {
  private static final byte[] BEFORE =
      "{\"source.ip\":\"192.0.2.1\",\"extra.tag\":[\"ä\"],\"source.port\":80}"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] BEHIND =
      "{ \"source.port\": 80, \"extra.other\": \"\\u00e4\\n\", \"extra.tag\": -1.5e3 }"
          .getBytes(StandardCharsets.UTF_8);

  private static final Map<String, Object> BEFORE_MEMBERS = members(BEFORE);
  private static final Map<String, Object> BEHIND_MEMBERS = members(BEHIND);

  private final Harmonization harmonization;

  CodecOracle(Harmonization harmonization) {
    this.harmonization = harmonization;
  }

  /**
   * How a line was read.
   *
   * @param event the event, unless the line is wrong
   * @param error what is wrong with it, otherwise
   */
  record Reading(@Nullable Event event, @Nullable MalformedEventException error) {
    Event accepted() {
      if (event == null) {
        throw new AssertionError("a line that should have been read", error);
      }
      return event;
    }
  }

  /** Reads all lines of a batch. */
  List<Reading> readAll(byte[] batch) {
    List<Reading> readings = new ArrayList<>();
    var reader = new EventReader(harmonization, batch.clone(), batch.length);
    while (reader.hasNext()) {
      readings.add(read(reader));
    }
    return readings;
  }

  /** Checks a line by a strict parser, and that it has no influence on others. */
  Reading line(byte[] line) {
    assertThat(new String(line, StandardCharsets.ISO_8859_1)).doesNotContain("\n");
    byte[] batch = join(List.of(BEFORE, line, BEHIND));
    List<Reading> readings = readAll(batch);
    assertThat(readings).hasSize(3);
    neighbour(readings.getFirst().accepted(), BEFORE, BEFORE_MEMBERS);
    neighbour(readings.getLast().accepted(), BEHIND, BEHIND_MEMBERS);
    Reading reading = readings.get(1);
    MalformedEventException error = reading.error();
    if (error == null) {
      same(reading.accepted(), line);
    } else {
      assertThat(error.position()).isBetween(0, line.length);
      refusedForAReason(line, error);
    }
    return reading;
  }

  /** Checks that each line of a batch is read as if it stood alone. */
  void batch(byte[] batch) {
    List<Reading> together = readAll(batch);
    List<byte[]> lines = split(batch);
    assertThat(together).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      Reading alone = line(lines.get(i));
      Reading reading = together.get(i);
      MalformedEventException error = alone.error();
      if (error == null) {
        assertThat(write(reading.accepted())).isEqualTo(write(alone.accepted()));
      } else {
        assertThat(reading.error()).isNotNull().hasMessage(error.getMessage());
      }
    }
  }

  /** Checks that an event is what a map is after the same edits; does nothing for a wrong line. */
  void edits(byte[] line, RandomGenerator random) {
    Event event = line(line).event();
    if (event != null) {
      var edits = new Edits(harmonization, event, members(line), random);
      for (int i = random.nextInt(8); i >= 0; i--) {
        edits.next();
      }
      byte[] written = write(edits.event());
      assertThat(ordered(members(written))).isEqualTo(ordered(edits.model()));
      same(line(written).accepted(), written);
    }
  }

  static byte[] write(Event event) {
    var out = new EventWriter(16);
    out.write(event);
    return out.toByteArray();
  }

  static byte[] join(List<byte[]> lines) {
    var out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }

  static List<byte[]> split(byte[] batch) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < batch.length; i++) {
      if (batch[i] == '\n') {
        lines.add(Arrays.copyOfRange(batch, start, i));
        start = i + 1;
      }
    }
    if (start < batch.length) {
      lines.add(Arrays.copyOfRange(batch, start, batch.length));
    }
    return lines;
  }

  private static Reading read(EventReader reader) {
    try {
      return new Reading(reader.next(), null);
    } catch (MalformedEventException e) {
      return new Reading(null, e);
    }
  }

  /** The members of a line that is right, but for its type. */
  private static Map<String, Object> members(byte[] line) {
    Map<String, Object> members = StrictJson.accepted(line).members();
    members.remove(Names.TYPE);
    return members;
  }

  private static void neighbour(Event event, byte[] line, Map<String, Object> members) {
    assertThat(event.toMap()).isEqualTo(members);
    assertThat(write(event)).isEqualTo(line);
  }

  private void same(Event event, byte[] line) {
    Map<String, Object> members = members(line);
    assertThat(List.copyOf(event.names())).isEqualTo(List.copyOf(members.keySet()));
    assertThat(ordered(event.toMap())).isEqualTo(ordered(members));
    members.forEach((name, value) -> {
      Field field = harmonization.field(name);
      assertThat(event.has(field)).isTrue();
      assertThat(event.get(field)).isEqualTo(value);
    });
    byte[] written = write(event);
    String text = new String(line, StandardCharsets.UTF_8);
    if (text.contains("\"" + Names.TYPE + "\"") || members.isEmpty()) {
      assertThat(ordered(members(written))).isEqualTo(ordered(members));
    } else {
      assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(text.stripTrailing());
    }
  }

  private static List<Map.Entry<String, Object>> ordered(Map<String, Object> members) {
    return List.copyOf(members.entrySet());
  }

  /** A line that the standard has no objection to is refused for a name or a limit alone. */
  private void refusedForAReason(byte[] line, MalformedEventException error) {
    StrictJson.Result strict = StrictJson.read(line);
    if (strict == null
        || strict.depth() > JsonBytes.MOST_DEPTH
        || strict.longestNumber() > JsonBytes.LONGEST_NUMBER) {
      return;
    }
    String raw = new String(line, StandardCharsets.UTF_8);
    for (String name : strict.members().keySet()) {
      boolean known = name.equals(Names.TYPE) || harmonization.find(name).isPresent();
      if (!known || !raw.contains("\"" + name + "\"") || raw.startsWith("\ufeff")) {
        return;
      }
    }
    if (!raw.startsWith("\ufeff")) {
      throw new AssertionError("a line that is right", error);
    }
  }
}
