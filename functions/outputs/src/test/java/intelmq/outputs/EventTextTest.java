package intelmq.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import intelmq.bot.Batch.Item;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventTextTest {
  @Test
  void halfCharactersStayAsEscapes() {
    assertThat(text(false, null, "extra.a", "x\udc80y\ud83d\ude00\ud83d"))
        .isEqualTo("{\"__id\": \"r:1\", \"extra.a\": \"x\\udc80y\ud83d\ude00\\ud83d\"}");
  }

  @Test
  void aFieldAndOnesThatLookLikeItsPartsAreAllKept() {
    assertThat(text(true, null, "extra.a.b", 2L, "extra.a", 1L, "extra.ab.c", 3L))
        .isEqualTo("{\"__id\": \"r:1\", \"extra\": {\"a\": 1, \"a.b\": 2, \"ab\": {\"c\": 3}}}");
  }

  @Test
  void aSingleFieldIsPlainText() {
    assertThat(text(false, "source.asn", "source.asn", 64496L)).isEqualTo("64496");
    assertThat(text(false, "source.ip", "source.asn", 64496L)).isEqualTo("None");
    assertThat(text(false, "output", "output", "\"plain\"")).isEqualTo("plain");
    assertThat(text(false, "output", "output", "[1]")).isEqualTo("[1]");
  }

  @Test
  void theSingleFieldMustExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EventText(false, false, false, "source.ipp").check(Harmonization.standard()))
        .withMessageContaining("did you mean 'source.ip'?");
  }

  private static String text(boolean hierarchical, @Nullable String singleKey, Object... fields) {
    var event = new Event();
    for (int i = 0; i < fields.length; i += 2) {
      assertThat(event.add(Field.of(fields[i].toString()), fields[i + 1])).isTrue();
    }
    return new EventText(hierarchical, false, false, singleKey).of(new Item("r:1", event));
  }
}
