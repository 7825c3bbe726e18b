package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.python.PyJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewTest {
  private final Event event = new Event();

  @BeforeEach
  void fill() {
    event.add(Fields.RAW, "a");
    event.add(Fields.SOURCE_IP, "192.0.2.1");
    event.add(Field.extra("b.c"), "ü");
    event.add(Fields.SOURCE_PORT, 80L);
  }

  @Test
  void flat() {
    assertThat(View.FLAT.of(event))
        .containsExactly(
            Map.entry("raw", "YQ=="),
            Map.entry("source.ip", "192.0.2.1"),
            Map.entry("extra.b.c", "ü"),
            Map.entry("source.port", 80L));
  }

  @Test
  void hierarchical() {
    assertThat(json(new View(true, true, false, false)))
        .isEqualTo(
            "{\"__type\": \"Event\", \"source\": {\"ip\": \"192.0.2.1\", \"port\": 80}, \"extra\": {\"b\":"
                + " {\"c\": \"\\u00fc\"}}}");
  }

  @Test
  void extraAsTextStandsAtTheEnd() {
    assertThat(new View(false, false, true, false).of(event))
        .containsExactly(
            Map.entry("source.ip", "192.0.2.1"),
            Map.entry("source.port", 80L),
            Map.entry("extra", "{\"b.c\": \"ü\"}"));
  }

  @Test
  void namesKeepTheirDotsBelowAValueThatIsNoMap() {
    var order = new Event();
    order.add(Field.extra("a"), 1L);
    order.add(Field.extra("a.b"), 2L);
    order.add(Field.extra("c.d"), 3L);
    order.add(Field.extra("c"), 4L);
    order.add(Field.extra("m"), Map.of("n", 5L));
    order.add(Field.extra("m.o"), 6L);
    assertThat(order.get(Fields.EXTRA))
        .isEqualTo("{\"a\": 1, \"a.b\": 2, \"c\": 4, \"m\": {\"n\": 5, \"o\": 6}}");
    assertThat(order.get(Field.extra("m"))).as("the event's own map").isEqualTo(Map.of("n", 5L));
  }

  @Test
  void hashesByNameAndPythonsText() {
    // printf 'source.ip\xc0%s\xc0' "'192.0.2.1'" | sha256sum
    assertThat(EventHash.of(event, List.of("source.ip"), EventHash.Filter.WHITELIST))
        .isEqualTo("f801c09d52093084fe48d9651a62d3ff57b8a642669ffb7ed2575d2510eea1b4");
    var other = event.copy();
    other.put(Fields.TIME_OBSERVATION, "2019-07-04T01:02:03+00:00");
    other.put(Fields.RAW, "b");
    assertThat(EventHash.of(other, Set.of("raw"), EventHash.Filter.BLACKLIST))
        .isEqualTo(EventHash.of(event, Set.of("raw"), EventHash.Filter.BLACKLIST))
        .isNotEqualTo(EventHash.of(event));
  }

  private String json(View view) {
    return PyJson.dumps(view.of(event));
  }
}
