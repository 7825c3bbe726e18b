package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import intelmq.harmonization.Json;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Whatever the text: what Python would refuse is refused, and nothing else is thrown. */
class PythonFuzzTest {
  private static final String DIRECTIVES = "aAbBcdfGHIjmMpSuUVwWxXyYzZ%";

  @FuzzTest
  void fuzzyDate(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    LocalDateTime time = FuzzyDateParser.parse(text, () -> LocalDate.of(2020, 2, 29));
    if (time != null) {
      assertThat(time.getYear()).isBetween(1, 9999);
    }
  }

  @FuzzTest
  void strptime(FuzzedDataProvider data) {
    var format = new StringBuilder();
    for (int i = data.consumeInt(0, 8); i >= 0; i--) {
      format
          .append('%')
          .append(DIRECTIVES.charAt(data.consumeInt(0, DIRECTIVES.length() - 1)))
          .append(data.consumeString(3));
    }
    Strptime strptime;
    try {
      strptime = Strptime.of(format.toString());
    } catch (IllegalArgumentException e) {
      return;
    }
    String text = data.consumeRemainingAsString();
    LocalDateTime time = strptime.parse(text);
    if (time != null) {
      assertThat(time.getYear()).isBetween(1, 9999);
    }
    strptime.parseUtc(text);
  }

  /** Any cells survive being written and read; any lines can be read. */
  @FuzzTest
  void csv(FuzzedDataProvider data) {
    char delimiter = data.pickValue(List.of(',', ';', '\t', '|'));
    var row = new ArrayList<String>();
    for (int i = data.consumeInt(0, 5); i >= 0; i--) {
      row.add(data.consumeString(20));
    }
    String written = new Csv(delimiter, "\r\n").row(row);
    assertThat(rows(new CsvReader(delimiter, '"'), written)).containsExactly(row);
    rows(new CsvReader(delimiter, '"'), data.consumeRemainingAsString());
  }

  @FuzzTest
  void format(FuzzedDataProvider data) {
    String template = data.consumeString(200);
    String value = data.consumeRemainingAsString();
    Format format;
    try {
      format = Format.of(template);
    } catch (IllegalArgumentException e) {
      return;
    }
    String text = format.apply(place -> place.spec().isEmpty() ? value : List.of(value));
    if (format.places().isEmpty()) {
      assertThat(text).isEqualTo(template.replace("{{", "{").replace("}}", "}"));
    }
  }

  /** What one judges to be JSON, the other reads, and both read what is written of it. */
  @FuzzTest
  void json(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Object value = Json.tryParse(text);
    if (value != null && PyJson.kind(text) != PyJson.Kind.NONE) {
      String written = PyJson.dumps(value);
      assertThat(PyJson.kind(written)).isEqualTo(PyJson.kind(text));
      assertThat(Json.tryParse(written)).isEqualTo(value);
      assertThat(Json.tryParse(PyJson.dumps(value, PyJson.Option.SORT_KEYS))).isEqualTo(value);
      Text.repr(value);
    }
  }

  private static List<List<String>> rows(CsvReader reader, String text) {
    var rows = new ArrayList<List<String>>();
    int start = 0;
    for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", start)) {
      List<String> row = reader.feed(text.substring(start, end), "\r\n");
      if (row != null) {
        rows.add(row);
      }
      start = end + 2;
    }
    return rows;
  }
}
