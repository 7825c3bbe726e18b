package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For any values: event to JSON to event is identity, and so is harmonising twice. */
class RoundTripTest {
  private static final int EVENTS_PER_SEED = 200;

  static List<Long> seeds() {
    return List.of(1L, 2L, 3L, 4L, 5L);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void jsonIsIdentity(long seed) throws IOException {
    var values = new Values(new Random(seed));
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = values.event();
      byte[] json = Json.text(event).getBytes(StandardCharsets.UTF_8);
      Event read = Json.event(json, 0, json.length);
      assertThat(read.toMap()).isEqualTo(event.toMap());
      assertThat(List.copyOf(read.names())).isEqualTo(List.copyOf(event.names()));
      assertThat(EventHash.of(read)).isEqualTo(EventHash.of(event));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void harmonisedValuesStayAsTheyAre(long seed) {
    var values = new Values(new Random(seed));
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = values.event();
      var again = new Event();
      event.forEach((name, value) -> again.addHarmonised(Field.of(name), value));
      assertThat(again.refusal()).isEmpty();
      assertThat(again.toMap()).isEqualTo(event.toMap());
    }
  }

  /** Random values: right ones for their fields, wrong ones, and any JSON below extra. */
  private static final class Values {
    private final Random random;

    Values(Random random) {
      this.random = random;
    }

    Event event() {
      var event = new Event();
      event.addIfValid(Fields.TIME_OBSERVATION, "2019-07-04T01:02:03+00:00");
      for (Field field : Fields.all()) {
        if (random.nextInt(4) == 0 && !field.equals(Fields.EXTRA)) {
          event.addIfValid(field, raw());
        }
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        event.addIfValid(Field.extra("key" + i), json(3));
      }
      return event;
    }

    private Object raw() {
      return switch (random.nextInt(10)) {
        case 0 -> "192.0.2." + random.nextInt(300);
        case 1 -> "2001:DB8::" + Integer.toHexString(random.nextInt(0x20000));
        case 2 -> "192.0.2." + random.nextInt(256) + "/" + random.nextInt(34);
        case 3 -> "AS" + random.nextInt(64496, 64512);
        case 4 -> text() + ".example.com";
        case 5 -> "hxxp://example.com/" + text();
        case 6 -> "2019-07-" + random.nextInt(1, 33) + " " + random.nextInt(25) + ":00";
        case 7 -> random.nextInt(-10, 70000);
        case 8 -> random.nextDouble() * 120;
        default -> text();
      };
    }

    private Object json(int depth) {
      return switch (random.nextInt(depth > 0 ? 8 : 6)) {
        case 0 -> random.nextLong();
        case 1 -> new BigInteger(100, random).setBit(99);
        case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
        case 3 -> random.nextBoolean();
        case 4, 5 -> "t" + text();
        case 6 -> {
          var list = new ArrayList<Object>();
          for (int i = random.nextInt(4); i > 0; i--) {
            list.add(json(depth - 1));
          }
          yield list;
        }
        default -> {
          Map<String, Object> map = new LinkedHashMap<>();
          for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), json(depth - 1));
          }
          yield map;
        }
      };
    }

    private String text() {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        int c = random.nextInt(8) == 0 ? random.nextInt(0x1_0000) : random.nextInt(' ', 0x7f);
        text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0x1f600 : c);
      }
      return text.toString();
    }
  }
}
