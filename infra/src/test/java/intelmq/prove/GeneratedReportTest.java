package intelmq.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GeneratedReportTest {
  @Test
  void itHasTheRecordsAndBytesThatItSays() throws IOException {
    var report = new GeneratedReport(2500);

    List<String> lines = text(report).lines().skip(1).toList();

    assertThat(text(report)).hasSize((int) report.bytes());
    assertThat(lines).hasSize(2500).doesNotHaveDuplicates();
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(9));
    assertThat(lines.get(1717)).contains(GeneratedReport.mark(1717));
  }

  @Test
  void whichRecordsAreWrongAndWhichAreDroppedIsKnown() throws IOException {
    List<String> lines = text(new GeneratedReport(2500)).lines().skip(1).toList();

    for (int record = 0; record < lines.size(); record++) {
      List<String> cells = List.of(lines.get(record).split(",", -1));
      assertThat(cells.get(1).endsWith(".300")).isEqualTo(GeneratedReport.isWrong(record));
      assertThat(cells.get(5).equals("BR")).isEqualTo(GeneratedReport.isDropped(record));
    }
  }

  @Test
  void itIsAsLargeAsIsAskedFor() {
    assertThat(GeneratedReport.ofSize(1 << 20).bytes())
        .isBetween(1L << 20, (1L << 20) + GeneratedReport.RECORD);
  }

  private static String text(GeneratedReport report) throws IOException {
    try (var content = report.open()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
