package intelmq.harmonization;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;

/** Whatever a bot puts into an event: what the event takes, the next function can read. */
class MessageFuzzTest {
  private static final List<Field> FIELDS = List.copyOf(Fields.all());
  private static final List<String> FREE = List.of("extra.a", "extra.b.c", "extra.long_name");

  @FuzzTest
  void values(FuzzedDataProvider data) {
    var event = new Event();
    event.add(Fields.TIME_OBSERVATION, "2020-03-31T12:00:00+00:00");
    for (int i = data.consumeInt(0, 4); i >= 0; i--) {
      Field field = data.consumeBoolean() ? data.pickValue(FIELDS) : Field.of(data.pickValue(FREE));
      String text = data.consumeString(200);
      Object json = Json.tryParse(text);
      Object value = json == null || data.consumeBoolean() ? text : json;
      switch (data.consumeInt(0, 4)) {
        case 0 -> event.addHarmonised(field, value);
        case 1 -> event.add(Fields.EXTRA, value);
        case 2 -> event.addIfValid(field, value);
        case 3 -> event.remove(field);
        default -> event.put(field, value);
      }
      event.text(field);
    }
    MessageOracle.isReadable(event);
  }

  /** A message of another system: one JSON object. */
  @FuzzTest
  void json(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      if (MessageJson.read(Harmonization.standard(), text, "Event") instanceof Event event) {
        MessageOracle.isReadable(event);
      }
    } catch (IOException e) {
      // no message at all, which the caller is told
    }
  }
}
