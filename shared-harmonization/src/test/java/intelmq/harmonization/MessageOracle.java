package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.python.None;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of any event that was built. */
final class MessageOracle {
  private static final CodecOracle CODEC = new CodecOracle(Harmonization.standard());

  private MessageOracle() {}

  /** Checks that what is written can be read, is the same, and is written as the same again. */
  static void isReadable(Event event) {
    byte[] written = CodecOracle.write(event);
    Event read = CODEC.line(written).accepted();
    assertThat(List.copyOf(read.names())).isEqualTo(List.copyOf(event.names()));
    assertThat(read.toMap()).isEqualTo(carried(event.toMap(), 0));
    assertThat(CodecOracle.write(read)).isEqualTo(written);
    assertThat(new String(CodecOracle.write(event.copy()), StandardCharsets.UTF_8)).isNotEmpty();
    EventHash.of(event);
    View.FLAT.of(event);
    MessageJson.write(event);
    MessageJson.sorted(event, new View(true, true, true, false));
  }

  private static Map<String, @Nullable Object> carried(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> carried = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> carried.put(Json.wellFormed((String) name), carried(value, depth + 1)));
    return carried;
  }

  /** What JSON cannot say becomes text, and half a character becomes another. */
  private static @Nullable Object carried(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> null;
      case None none -> depth > 1 ? null : none;
      case String text -> Json.wellFormed(text);
      case Double number when !Double.isFinite(number) ->
          number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
      case Map<?, ?> map -> carried(map, depth);
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(carried(item, depth + 1)));
        yield items;
      }
      default -> value;
    };
  }
}
