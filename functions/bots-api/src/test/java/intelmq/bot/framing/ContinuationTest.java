package intelmq.bot.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import intelmq.harmonization.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report that is left at any record and gone on with there has the same records. */
final class ContinuationTest {
  private static final List<String> LINE_PIECES =
      List.of(
          "a",
          "b,c",
          "\"",
          "\"\"",
          ",",
          "\n",
          "\r",
          "\r\n",
          "\u000b",
          "\u0085",
          "\u2028",
          "\u001c",
          "# note",
          " ",
          "\t",
          "ä",
          "\ud83d\ude00",
          "\0",
          ";",
          "\uFEFF",
          "\n\n",
          "x,y\n",
          "\"q\"\n");
  private static final List<String> JSON_PIECES =
      List.of(
          "{\"a\": 1}",
          "{\"b\": [\"ü\", \"\ud83d\ude00\"]}",
          ",",
          ",",
          ",\n",
          " ",
          "\r\n",
          "[1]",
          "7",
          "null",
          "\"x\"",
          "{}",
          "{\"c\":{\"d\":\"e\nf\"}}",
          "true",
          "]",
          "[",
          "}",
          "\"");

  private static Stream<Arguments> reports() {
    return LongStream.range(0, 400)
        .boxed()
        .flatMap(seed ->
            Stream.of(
                Arguments.of(LineFraming.ignoring("#"), report(LINE_PIECES, "", seed)),
                Arguments.of(
                    new HeadedLineFraming(List.of("#"), "note"), report(LINE_PIECES, "", seed)),
                Arguments.of(new WholeFraming(), report(LINE_PIECES, "", seed)),
                Arguments.of(
                    new MappedFraming<>(
                        LineFraming.ignoring("#"), frame -> frame.record().length()),
                    report(LINE_PIECES, "", seed)),
                Arguments.of(new CsvFraming(','), report(LINE_PIECES, "", seed)),
                Arguments.of(new CsvFraming(',', '"', true, 2), report(LINE_PIECES, "", seed)),
                Arguments.of(new JsonArrayFraming(), json(seed)),
                Arguments.of(new JsonArrayFraming(), report(JSON_PIECES, "[", seed))));
  }

  /** Over the borders of buffers, which random pieces seldom meet. */
  private static Stream<Arguments> longReports() {
    String rows = "192.0.2.1,\"ä\nb\",\u2028c\r\n".repeat(9_000);
    String objects = "[" + "{\"ip\": \"192.0.2.1\",\n \"ä\": \"\ud83d\ude00\"} ,".repeat(4_000);
    return Stream.of(
        Arguments.of(LineFraming.ignoring("#"), rows.getBytes(UTF_8)),
        Arguments.of(new CsvFraming(',', '"', true, 3), rows.getBytes(UTF_8)),
        Arguments.of(new JsonArrayFraming(), (objects + "1]").getBytes(UTF_8)),
        Arguments.of(new JsonArrayFraming(), (objects + "1}").getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  <R> void anywhere(Framing<R> framing, byte[] report) throws IOException {
    List<Step<R>> whole = read(framing, report, Position.START);
    for (int cut = 0; cut < whole.size(); cut++) {
      Position position = throughJson(whole.get(cut).after());
      assertThat(position).isEqualTo(whole.get(cut).after());
      assertThat(read(framing, report, position)).isEqualTo(whole.subList(cut + 1, whole.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("longReports")
  <R> void inALongReport(Framing<R> framing, byte[] report) throws IOException {
    List<Step<R>> whole = read(framing, report, Position.START);
    assertThat(whole).hasSizeGreaterThan(3_999);
    var random = new Random(20_261_123);
    for (int i = 0; i < 10; i++) {
      int cut = random.nextInt(whole.size());
      assertThat(read(framing, report, whole.get(cut).after()))
          .isEqualTo(whole.subList(cut + 1, whole.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 9_000_000})
  void afterALineThatIsTooLong(int more) throws IOException {
    byte[] report = ("a\n" + "x".repeat(Framing.MAX_RECORD + more) + "\nb\nc\n").getBytes(UTF_8);
    for (Framing<?> framing : List.<Framing<?>>of(LineFraming.ignoring("#"), new CsvFraming(','))) {
      Position end = read(framing, report, Position.START).get(1).after();
      assertThat(end.offset()).isEqualTo(report.length - 4);
      assertThat(end.line()).isEqualTo(3);
    }
  }

  @Test
  void thePositionSaysWhereAndIsSmall() throws IOException {
    byte[] csv = "h1,h2\nä,b\nc,d\n".getBytes(UTF_8);
    assertThat(read(new CsvFraming(',', '"', true, 1), csv, Position.START).getFirst().after())
        .isEqualTo(new Position(11, 3, Map.of("header", List.of("h1,h2"), "ending", "\n")));
    byte[] json = "[{},\n {\"ä\": 1} , {}]".getBytes(UTF_8);
    assertThat(read(new JsonArrayFraming(), json, Position.START).get(1).after())
        .isEqualTo(new Position(15, 2, Map.of("column", 10L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{}", "{\"offset\":-1,\"line\":1,\"state\":{}}", "{\"offset\":1}"})
  void isNotGoneOnWithFromWhatIsNoPosition(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> Position.of(Json.tryParse(json)));
  }

  private record Step<R>(Frame<R> frame, Position after) {}

  private static <R> List<Step<R>> read(Framing<R> framing, byte[] report, Position from)
      throws IOException {
    int offset = Math.toIntExact(from.offset());
    var rest = new ByteArrayInputStream(report, offset, report.length - offset);
    var steps = new ArrayList<Step<R>>();
    try (Framing.Frames<R> frames = framing.open(rest, from)) {
      for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
        steps.add(new Step<>(frame, frames.position()));
      }
    }
    return steps;
  }

  private static Position throughJson(Position position) {
    return Position.of(Json.tryParse(Json.text(position.toMap())));
  }

  private static byte[] report(List<String> pieces, String begin, long seed) {
    var random = new Random(seed);
    var report = new ByteArrayOutputStream();
    if (random.nextInt(4) == 0) {
      report.writeBytes("\uFEFF".getBytes(UTF_8));
    }
    report.writeBytes(begin.getBytes(UTF_8));
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(30) == 0) {
        // no UTF-8, or the beginning of it
        report.write(0xC0 + random.nextInt(0x40));
      }
      report.writeBytes(pieces.get(random.nextInt(pieces.size())).getBytes(UTF_8));
    }
    return report.toByteArray();
  }

  /** An array that is right, mostly. */
  private static byte[] json(long seed) {
    var random = new Random(seed);
    var report = new StringBuilder(" [");
    int count = random.nextInt(30);
    for (int i = 0; i < count; i++) {
      report.append(i == 0 ? "" : ",").append(" \n".repeat(random.nextInt(3)));
      report.append(JSON_PIECES.get(random.nextInt(10) == 0 ? 8 : random.nextInt(2)));
    }
    return report.append(random.nextInt(3) == 0 ? "]]" : "]").toString().getBytes(UTF_8);
  }
}
