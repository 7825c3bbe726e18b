package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the same random edits to an event and to a map. */
final class Edits {
  private static final List<String> FREE =
      List.of("extra.a1", "extra.tag", "extra.other", "extra.a.b", "extra.x_y");

  private final Harmonization harmonization;
  private final RandomGenerator random;
  private final Map<String, Object> model;
  private Event event;

  Edits(
      Harmonization harmonization,
      Event event,
      Map<String, Object> members,
      RandomGenerator random) {
    this.harmonization = harmonization;
    this.event = event;
    this.model = new LinkedHashMap<>(members);
    this.random = random;
  }

  Event event() {
    return event;
  }

  Map<String, Object> model() {
    return model;
  }

  void next() {
    String name = name();
    Field field = harmonization.field(name);
    switch (random.nextInt(9)) {
      case 0, 1 -> put(field, value(field));
      case 2 -> put(field, List.of("", "-", "N/A", Json.NULL).get(random.nextInt(4)));
      case 3 -> {
        Object value = value(field);
        if (event.addIfAbsent(field, value)) {
          assertThat(has(field)).isFalse();
          store(field, value);
        } else {
          assertThat(has(field)).isTrue();
        }
      }
      case 4 -> {
        Object value = value(field);
        boolean there = has(field);
        assertThat(event.change(field, value)).isEqualTo(there);
        if (there) {
          store(field, value);
        }
      }
      case 5 -> {
        event.remove(field);
        drop(field);
      }
      case 6 -> {
        Event before = event;
        event = event.copy();
        before.put(harmonization.field("extra.gone"), "with the original");
        before.remove(field);
      }
      case 7 -> {
        Object value = value(harmonization.field("extra.a1"));
        Field extra = harmonization.field("extra");
        assertThat(event.put(extra, Map.of("a1", value))).isTrue();
        drop(extra);
        model.put("extra.a1", value);
      }
      default -> assertThat(event.has(field)).isEqualTo(has(field));
    }
    assertThat(List.copyOf(event.names())).isEqualTo(List.copyOf(model.keySet()));
  }

  private void put(Field field, Object value) {
    assertThat(event.put(field, value)).isEqualTo(!isEmpty(value));
    if (isEmpty(value)) {
      if (has(field)) {
        drop(field);
      }
    } else {
      store(field, value);
    }
  }

  private void store(Field field, Object value) {
    model.put(field.name(), value);
    assertThat(event.get(field)).isEqualTo(value);
  }

  private void drop(Field field) {
    model.remove(field.name());
    if (field.isDict()) {
      model.keySet().removeIf(name -> name.startsWith(field.name() + "."));
    }
  }

  private boolean has(Field field) {
    return model.containsKey(field.name());
  }

  private static boolean isEmpty(Object value) {
    return List.of(Json.NULL, "", "-", "N/A").contains(value);
  }

  /** One that is there or another; of all that are no JSONDict, which are harder to follow. */
  private String name() {
    List<String> there = new ArrayList<>(model.keySet());
    there.removeIf(
        name -> !FREE.contains(name) && !name.equals("source.port") && !name.equals("feed.name"));
    if (!there.isEmpty() && random.nextBoolean()) {
      return there.get(random.nextInt(there.size()));
    }
    return switch (random.nextInt(7)) {
      case 0 -> "source.port";
      case 1 -> "feed.name";
      default -> FREE.get(random.nextInt(FREE.size()));
    };
  }

  private Object value(Field field) {
    return switch (field.name()) {
      case "source.port" -> (long) random.nextInt(1, 65_536);
      case "feed.name" -> "name " + random.nextInt(1_000);
      default -> json(2);
    };
  }

  /** A JSON value that is not empty. */
  private Object json(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextLong();
      case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(64, 400)).negate();
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
      case 3 -> random.nextBoolean();
      case 4, 5 -> "t" + text();
      case 6 -> {
        List<Object> list = new ArrayList<>();
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
    for (int i = random.nextInt(20); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(' '));
        case 1 -> text.append("\"\\/\u007f\u2028".charAt(random.nextInt(5)));
        case 2 -> text.append("äß€\uffff".charAt(random.nextInt(4)));
        case 3 -> text.appendCodePoint(random.nextInt(0x1_0000, 0x11_0000));
        default -> text.append((char) random.nextInt(' ', 0x7f));
      }
    }
    return text.toString();
  }
}
