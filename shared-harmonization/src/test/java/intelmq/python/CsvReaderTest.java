package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected rows are those of Python's {@code csv.reader}. */
class CsvReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          a,b,c;[a|b|c]
          ,;[|]
          'a,b',c;[a,b|c]
          'a''b';[a'b]
          a'b,c';[a'b|c']
          'a'b,c;[ab|c]
          'a'b'c,d';[ab'c|d']
          'a' 'b,c;[a 'b|c]
          x 'a',b;[x 'a'|b]
          '','';[|]
          '';[]
          a/b;[a][b]
          a//b;[a][][b]
          'a/b',c/d;[a/b|c][d]
          'a//b'/c;[a//b][c]
          'b'b ' b,/ b;[bb ' b|][ b]
          a,',''''b''',;[a|,''b'|]
          """)
  void readsAsPythonDoes(String lines, String rows) {
    var reader = new CsvReader(',', '\'');
    var found = new StringBuilder();
    for (String line : lines.split("/", -1)) {
      List<String> row = reader.feed(line, "/");
      if (row != null) {
        found.append('[').append(String.join("|", row)).append(']');
      }
    }
    assertThat(found).hasToString(rows);
  }

  @Test
  void anEmptyLineIsARowWithoutCells() {
    var reader = new CsvReader(',', '"');
    assertThat(reader.feed("", "\n")).isEmpty();
    assertThat(reader.feed("\"\"", "\n")).containsExactly("");
  }

  @Test
  void afterAResetTheNextLineIsANewRow() {
    var reader = new CsvReader(';', '\'');
    assertThat(reader.feed("a;'b", "\n")).isNull();
    assertThat(reader.isOpen()).isTrue();
    reader.reset();
    assertThat(reader.isOpen()).isFalse();
    assertThat(reader.feed("c;'d;e'", "\n")).containsExactly("c", "d;e");
  }
}
