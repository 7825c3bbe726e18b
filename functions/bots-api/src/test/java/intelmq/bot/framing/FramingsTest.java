package intelmq.bot.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import intelmq.bot.framing.Frame.Broken;
import intelmq.bot.framing.Frame.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingsTest {
  private static final Framing<String> LINES = LineFraming.ignoring("#", "//");
  private static final CsvFraming CSV = new CsvFraming(',', '"', true, 0);
  private static final JsonArrayFraming JSON = new JsonArrayFraming();

  @Nested
  class Lines {
    @Test
    void areStrippedAndKeptAsTheyStand() throws IOException {
      assertThat(frames(LINES, "a\n  b \r\n\n# c\rd"))
          .containsExactly(
              new Whole<>(1, "a", "a"), new Whole<>(2, "  b ", "b"), new Whole<>(5, "d", "d"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\n", "\r", "\r\n", "\u000b", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028",
          "\u2029"
        })
    void endWherePythonEndsThem(String end) throws IOException {
      assertThat(records(LINES, "a" + end + "ä" + end)).containsExactly("a", "ä");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0086", "\u2027", "\u001b", "\t", "\u00a8"})
    void endNowhereElse(String none) throws IOException {
      assertThat(records(LINES, "a" + none + "b")).containsExactly("a" + none + "b");
    }

    @Test
    void passOverByteOrderMarkAndWhatIsNoUtf8() throws IOException {
      byte[] report = {
        (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xFF, 'b', '\n', (byte) 0xC3
      };
      try (var frames = LINES.open(new ByteArrayInputStream(report))) {
        assertThat(frames.next()).isEqualTo(new Whole<>(1, "ab", "ab"));
        assertThat(frames.next()).isNull();
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 65_537, 131_072, Framing.MAX_RECORD})
    void areWholeAcrossBuffers(int length) throws IOException {
      String line = "x".repeat(length);
      assertThat(records(LINES, line + "\r\n" + line + "\ny")).containsExactly(line, line, "y");
    }

    @Test
    void thatAreTooLongAreBrokenAndTheNextIsRead() throws IOException {
      List<Frame<String>> frames =
          frames(LINES, "a\n" + "x".repeat(3 * Framing.MAX_RECORD) + "\nb\n");
      assertThat(frames)
          .containsExactly(
              new Whole<>(1, "a", "a"),
              new Broken<>(2, "x".repeat(4096), "longer than 8388608 bytes"),
              new Whole<>(3, "b", "b"));
    }

    @Test
    void failOnlyWhereTheReportCannotBeRead() throws IOException {
      var failing =
          new InputStream() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
              throw new IOException("gone");
            }

            @Override
            public int read() throws IOException {
              throw new IOException("gone");
            }
          };
      assertThatThrownBy(() -> LINES.open(failing)).isInstanceOf(IOException.class);
      try (var frames = JSON.open(failing)) {
        assertThatThrownBy(frames::next).isInstanceOf(IOException.class).hasMessage("gone");
      }
    }
  }

  @Nested
  class HeadedLines {
    private static final Framing<HeadedLine> DATED =
        new HeadedLineFraming(List.of(";"), "Modified:");

    @Test
    void haveTheCommentsBeforeThemThatMatter() throws IOException {
      assertThat(frames(DATED, "a\n; Modified: x\r\n; note\n b \n;Modified: y\nc\n"))
          .containsExactly(
              new Whole<>(1, "a", new HeadedLine("a", List.of())),
              new Whole<>(4, "; Modified: x\nb", new HeadedLine("b", List.of("; Modified: x"))),
              new Whole<>(
                  6,
                  "; Modified: x\n;Modified: y\nc",
                  new HeadedLine("c", List.of("; Modified: x", ";Modified: y"))));
    }

    @Test
    void haveABoundedHeader() throws IOException {
      String comment = "; Modified:" + "x".repeat(40_000) + "\n";
      List<HeadedLine> lines = records(DATED, comment + comment + "a");
      assertThat(lines).singleElement().extracting(line -> line.header().size()).isEqualTo(1);
    }
  }

  @Nested
  class Wholes {
    @Test
    void areTheReportAsItStands() throws IOException {
      assertThat(records(new WholeFraming(), "\uFEFF {\n} \n")).containsExactly(" {\n} \n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t", "\uFEFF"})
    void ofNothingAreNone(String report) throws IOException {
      assertThat(frames(new WholeFraming(), report)).isEmpty();
    }

    @Test
    void thatAreTooLargeAreBroken() throws IOException {
      assertThat(frames(new WholeFraming(), "x".repeat(Framing.MAX_RECORD + 1)))
          .containsExactly(new Broken<>(1, "x".repeat(4096), "longer than 8388608 bytes"));
      assertThat(records(new WholeFraming(), "x".repeat(Framing.MAX_RECORD))).hasSize(1);
    }
  }

  @Nested
  class Rows {
    @Test
    void haveCellsAndTheLinesTheyStandOn() throws IOException {
      assertThat(frames(CSV, "a,b\n# note\n\"c\nd\",e\n \t\nf\n"))
          .containsExactly(
              row(1, "a,b\n", "a", "b"), row(3, "\"c\nd\",e\n", "c\nd", "e"), row(6, "f\n", "f"));
    }

    @Test
    void keepTheHeader() throws IOException {
      Frame<CsvRow> frame =
          frames(new CsvFraming(';', '\'', true, 2), "#\r\nh1\r\nh2\r\n'a,';b\r\n").getFirst();
      assertThat(frame).isInstanceOf(Whole.class);
      assertThat(frame.text()).isEqualTo("h1\r\nh2\r\n'a,';b\r\n");
      assertThat(((Whole<CsvRow>) frame).record().rewritten())
          .isEqualTo("h1\r\nh2\r\n\"a,\",b\r\n");
    }

    @ParameterizedTest
    @CsvSource({
      "a, '\r\n'",
      "'a\nb','\n'",
      "'a\rb','\r'",
      "'a\r\nb\r\n','\r\n'",
      "'a\r\nb\n','\r\n'"
    })
    void haveTheLineEndOfTheReport(String report, String expected) throws IOException {
      assertThat(frames(CSV, report))
          .allSatisfy(frame ->
              assertThat(((Whole<CsvRow>) frame).record().lineEnding()).isEqualTo(expected));
    }

    @Test
    void haveNoNulCharacters() throws IOException {
      assertThat(frames(CSV, "\0a,b\0c\n")).containsExactly(row(1, "\0a,b\0c\n", "a", "bc"));
    }

    @Test
    void withAnOpenQuoteAtTheEndAreBroken() throws IOException {
      assertThat(frames(CSV, "a\n\"b\nc\n"))
          .containsExactly(
              row(1, "a\n", "a"),
              new Broken<>(2, "\"b\nc\n", "the quote opened in the row of line 2 is never closed"));
    }

    @Test
    void thatAreTooLongAreBrokenAndTheNextIsRead() throws IOException {
      String report = "a\n\"" + "x\n".repeat(Framing.MAX_RECORD / 2) + "b,c\nd\n";
      List<Frame<CsvRow>> frames = frames(CSV, report);
      assertThat(frames.get(1))
          .isInstanceOfSatisfying(
              Broken.class,
              broken -> {
                assertThat(broken.line()).isEqualTo(2);
                assertThat(broken.reason()).startsWith("longer than");
              });
      assertThat(frames.getLast()).isEqualTo(row(Framing.MAX_RECORD / 2 + 3, "d\n", "d"));
    }

    private static Frame<CsvRow> row(long line, String text, String... cells) {
      String ending = text.contains("\r") ? "\r\n" : "\n";
      return new Whole<>(line, text, new CsvRow(List.of(cells), List.of(), ending));
    }
  }

  @Nested
  class Objects {
    @Test
    void areRecordsOfTheArray() throws IOException {
      String report =
          """
          [{"a": 1, "b": [1.5, null, true, "ü"]},
             {} , {"c": {"d": 12345678901234567890}}]
          """;
      assertThat(frames(JSON, report))
          .extracting(Frame::line, Frame::text, frame -> ((Whole<?>) frame).record().toString())
          .containsExactly(
              tuple(
                  1L,
                  "[{\"a\": 1, \"b\": [1.5, null, true, \"ü\"]}]",
                  "{a=1, b=[1.5, null, true, ü]}"),
              tuple(2L, "[{}]", "{}"),
              tuple(
                  2L, "[{\"c\": {\"d\": 12345678901234567890}}]", "{c={d=12345678901234567890}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] \n", "\uFEFF[]"})
    void ofAnEmptyArrayAreNone(String report) throws IOException {
      assertThat(frames(JSON, report)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            ''               | 0 | expected a JSON array, found nothing (line 1, column 1)
            {"a": 1}         | 0 | expected a JSON array, found an object (line 1, column 1)
            <html>           | 0 | not JSON: Unexpected character ('<' (code 60)): expected a valid value
            [{"a": 1}        | 1 | not JSON: Unexpected end-of-input
            [{"a": 1},       | 1 | not JSON: Unexpected end-of-input
            [{"a": 1},{"b    | 1 | not JSON: Unexpected end-of-input
            [{"a": 1},{"b":] | 1 | not JSON: Unexpected character (']' (code 93)): expected a valid value
            [{"a": 1}]x      | 1 | not JSON: Unrecognized token 'x'
            [{"a": 1}] []    | 1 | expected nothing after the array (line 1, column 12)
            [{"a": 1},{"b":Infinit | 1 | not JSON: Unrecognized token 'Infinit'
            """)
    void endWhereTheReportIsNotJson(String report, int whole, String reason) throws IOException {
      List<Frame<Map<String, @Nullable Object>>> frames = frames(JSON, report);
      assertThat(frames).hasSize(whole + 1);
      assertThat(frames.subList(0, whole)).hasOnlyElementsOfType(Whole.class);
      assertThat(frames.getLast())
          .isInstanceOfSatisfying(
              Broken.class,
              broken -> {
                assertThat(broken.reason())
                    .startsWith(reason)
                    .contains("(line 1, column ")
                    .doesNotContain("Source");
                assertThat(report).contains(broken.text());
              });
    }

    @Test
    void areBrokenWhereTheyAreSomethingElse() throws IOException {
      assertThat(frames(JSON, "[1,{},\n [[{}]], null]"))
          .filteredOn(Broken.class::isInstance)
          .containsExactly(
              new Broken<>(1, "[1]", "expected a JSON object, found a number (line 1, column 2)"),
              new Broken<>(
                  2, "[[[{}]]]", "expected a JSON object, found an array (line 2, column 2)"),
              new Broken<>(2, "[null]", "expected a JSON object, found null (line 2, column 10)"));
    }

    @Test
    void thatAreTooLargeAreBrokenAndTheNextIsRead() throws IOException {
      InputStream large =
          sequence(
              "[{\"a\":1},{\"b\":[", "[\"0123456789\",{\"c\":1}],", 1_000_000, "0]}, {\"d\":2}]");
      try (var frames = JSON.open(large)) {
        assertThat(frames.next()).isInstanceOf(Whole.class);
        assertThat(frames.next())
            .isInstanceOfSatisfying(
                Broken.class,
                broken -> {
                  assertThat(broken.reason()).startsWith("longer than");
                  assertThat(broken.text()).hasSize(4096).startsWith("{\"b\":[");
                });
        assertThat(frames.next()).isEqualTo(new Whole<>(1, "[{\"d\":2}]", Map.of("d", 2L)));
        assertThat(frames.next()).isNull();
      }
    }

    @Test
    void withHostileDepthAreBroken() throws IOException {
      List<Frame<Map<String, @Nullable Object>>> frames =
          frames(JSON, "[{\"a\":" + "[".repeat(1_000_000));
      assertThat(frames).singleElement().isInstanceOf(Broken.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aLargeReportTakesNoMemory(int framing) throws IOException {
    int rows = 400_000;
    long found =
        switch (framing) {
          case 1 ->
              count(LINES, sequence("", "192.0.2.1 example.com\r\n".repeat(100), rows / 100, ""));
          case 2 ->
              count(CSV, sequence("", "192.0.2.1,\"example\n.com\"\n".repeat(100), rows / 100, ""));
          default ->
              count(
                      JSON,
                      sequence("[", "{\"ip\": \"192.0.2.1\"}\n,".repeat(100), rows / 100, "{}]"))
                  - 1;
        };
    assertThat(found).isEqualTo(rows);
  }

  private static long count(Framing<?> framing, InputStream report) throws IOException {
    long count = 0;
    try (var frames = framing.open(report)) {
      while (frames.next() instanceof Whole<?>) {
        count++;
      }
    }
    return count;
  }

  /** A report that is never in memory as a whole. */
  private static InputStream sequence(String begin, String repeated, int times, String end) {
    byte[] middle = repeated.getBytes(UTF_8);
    var parts = new ArrayList<InputStream>();
    parts.add(new ByteArrayInputStream(begin.getBytes(UTF_8)));
    for (int i = 0; i < times; i++) {
      parts.add(new ByteArrayInputStream(middle));
    }
    parts.add(new ByteArrayInputStream(end.getBytes(UTF_8)));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private static <R> List<Frame<R>> frames(Framing<R> framing, String report) throws IOException {
    var all = new ArrayList<Frame<R>>();
    try (var frames = framing.open(new ByteArrayInputStream(report.getBytes(UTF_8)))) {
      for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
        all.add(frame);
      }
    }
    return all;
  }

  private static <R> List<R> records(Framing<R> framing, String report) throws IOException {
    return frames(framing, report).stream().map(frame -> ((Whole<R>) frame).record()).toList();
  }
}
