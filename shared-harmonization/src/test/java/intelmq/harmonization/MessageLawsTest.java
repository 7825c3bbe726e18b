package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any messages: copies, updates, comparisons, hashes and views agree. */
class MessageLawsTest {
  private static final int EVENTS_PER_SEED = 150;

  private static final Harmonization OWN =
      Harmonization.parse(
          """
          {"event": {
             "comment": {"type": "String", "length": 8},
             "extra": {"type": "JSONDict"},
             "number": {"type": "Float"},
             "sensor": {"type": "JSONDict"},
             "source.ip": {"type": "IPAddress"},
             "source.port": {"type": "Integer", "regex": "^[1-9]"},
             "time.observation": {"type": "DateTime"}
           },
           "report": {"comment": {"type": "String"}, "extra": {"type": "JSONDict"}}}
          """);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void copiesAreTheSameAndIndependent(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      Event copy = event.copy();
      assertThat(copy.sameAs(event)).isTrue();
      assertThat(copy.toMap()).isEqualTo(event.toMap());
      Map<String, Object> before = event.toMap();
      copy.remove(copy.key("comment"));
      copy.put(copy.key("extra.new"), "x");
      assertThat(event.toMap()).isEqualTo(before);
      assertThat(copy.sameAs(event)).isFalse();
      assertThat(event.sameAs(copy)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void updatesBringAllOfTheOther(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      Event other = event(random);
      Map<String, Object> before = event.toMap();
      assertThat(event.update(other)).isTrue();
      Map<String, Object> expected = new LinkedHashMap<>(before);
      expected.putAll(other.toMap());
      assertThat(event.toMap()).isEqualTo(expected);
      assertThat(List.copyOf(event.names())).isEqualTo(List.copyOf(expected.keySet()));
      assertThat(event.update(other)).as("again").isTrue();
      assertThat(event.toMap()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfFieldsIsNoDifference(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      List<String> names = new ArrayList<>(event.names());
      Collections.shuffle(names, random);
      var shuffled = new Event(OWN);
      names.forEach(name -> shuffled.addHarmonised(shuffled.key(name), event.get(event.key(name))));
      assertThat(shuffled.sameAs(event)).isTrue();
      assertThat(event.sameAs(shuffled)).isTrue();
      assertThat(EventHash.of(shuffled)).isEqualTo(EventHash.of(event));
      assertThat(MessageJson.sorted(shuffled, View.FLAT))
          .isEqualTo(MessageJson.sorted(event, View.FLAT));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenIsReadAgain(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      Message read = MessageJson.read(OWN, MessageJson.write(event), null);
      assertThat(read.refusal()).isEmpty();
      assertThat(read.sameAs(event)).isTrue();
      assertThat(MessageJson.write(read)).isEqualTo(MessageJson.write(event));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void viewsShowTheSameValues(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      assertThat(View.FLAT.of(event)).isEqualTo(event.toMap());
      var flat = new LinkedHashMap<String, Object>();
      flatten("", new View(true, false, false, true).of(event), event, flat);
      assertThat(flat).isEqualTo(event.toMap());
      Map<String, Object> text = new View(false, false, true, true).of(event);
      var joined = new LinkedHashMap<String, Object>();
      text.forEach((name, value) -> {
        if (OWN.field(name).isDict()) {
          ((Map<?, ?>) Objects.requireNonNull(Json.tryParse(value.toString())))
              .forEach((key, item) -> joined.put(name + "." + key, nonNull(item)));
        } else {
          joined.put(name, value);
        }
      });
      assertThat(joined).isEqualTo(event.toMap());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void refusedValuesChangeNothing(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < EVENTS_PER_SEED; i++) {
      Event event = event(random);
      Map<String, Object> before = event.toMap();
      assertThat(event.put(Fields.SOURCE_IP, "192.0.2.256")).isFalse();
      assertThat(event.put(event.key("source.port"), 0)).isFalse();
      assertThat(event.put(Fields.EXTRA, List.of(1))).isFalse();
      assertThat(event.put(event.key("sensor"), Map.of("A b", 1))).isFalse();
      assertThat(event.put(Fields.SOURCE_ASN, 64496)).isFalse();
      assertThat(event.change(event.key("number.x"), 1)).isFalse();
      assertThat(event.toMap()).isEqualTo(before);
      assertThat(event.refusal()).map(Refusal::field).contains(Fields.SOURCE_IP);
    }
  }

  private static Object nonNull(@Nullable Object value) {
    return value == null ? Json.NULL : value;
  }

  /** Undoes the nesting, down to the event's own fields. */
  private static void flatten(
      String prefix, Map<String, Object> map, Event event, Map<String, Object> flat) {
    map.forEach((key, value) -> {
      String name = prefix + key;
      if (event.names().contains(name)) {
        flat.put(name, value);
      } else {
        var inner = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((k, v) -> inner.put(k.toString(), nonNull(v)));
        flatten(name + ".", inner, event, flat);
      }
    });
  }

  /** Names of which none is the beginning of another. */
  private static Event event(Random random) {
    var event = new Event(OWN);
    event.add(Fields.TIME_OBSERVATION, "2026-11-20T01:02:03+00:00");
    event.add(Fields.COMMENT, "c" + random.nextInt(100));
    if (random.nextBoolean()) {
      event.add(Fields.SOURCE_IP, "192.0.2." + random.nextInt(256));
    }
    if (random.nextBoolean()) {
      event.add(event.key("number"), random.nextGaussian());
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      String dict = random.nextBoolean() ? "extra." : "sensor.";
      event.put(event.key(dict + "k" + random.nextInt(5)), json(random, 2));
      event.put(event.key(dict + "deep.k" + random.nextInt(5)), json(random, 2));
    }
    assertThat(event.refusal()).isEmpty();
    return event;
  }

  private static Object json(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextDouble();
      case 2 -> random.nextBoolean();
      case 3, 4 -> "ü" + Character.toString(random.nextInt(0x20, 0xd7ff));
      case 5 -> List.of(json(random, depth - 1), json(random, depth - 1));
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a" + random.nextInt(3), json(random, depth - 1));
        map.put("A b", json(random, depth - 1));
        yield map;
      }
    };
  }
}
