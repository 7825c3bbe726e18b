package intelmq.runtime.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0               | 0
          0 1 2 3         | 0-3
          3 2 1           | 3,2,1
          0 1 17.1 18 19  | 0-1,17.1,18-19
          5 7 8 9 5       | 5,7-9,5
          01 2 3          | 01,2-3
          9.a1b2c3d4 10   | 9.a1b2c3d4,10
          999999999999999999999 1 2 | 999999999999999999999,1-2
          """)
  void areShortAndKeepTheOrder(String ordinals, String text) {
    List<String> given = List.of(ordinals.split(" ", -1));
    assertThat(Runs.encode(given)).isEqualTo(text);
    assertThat(Runs.decode(text)).isEqualTo(given);
  }
}
