package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code intelmqctl} says of wrong usage, before anything is started. */
class LocalCommandTest {
  private static final Path PROJECT = Path.of("..");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local --report nofeed=pom.xml | there is no feed 'nofeed' in template.yaml; there are: example-csv, feodotracker",
        "local --report example-csv=no-such.csv | there is no file no-such.csv",
        "local --report example-csv | --report example-csv: expected FEED=FILE",
        "local --report example-csv=src | there is no file src",
        "local --without s3 | --without s3: only opensearch can be left out",
        "local --events-out no/such/folder.jsonl | it must be a file in a folder that exists",
        "local --events-out src | it must be a file in a folder that exists",
        "local --colour | Unknown option: '--colour'",
        "locl | Unmatched argument at index 0: 'locl'",
        "new feed x | Missing required option: '--parser=PARSER'",
        "new feed Not_A_Name --parser=csv | lower case letters, digits and hyphens",
        "new parser Not_A_Name | lower case letters, digits and hyphens",
        "new feed feodotracker --parser=csv | there is a feed 'feodotracker' already",
      })
  void saysWhatIsWrong(String arguments, String said) {
    Run run = Run.of(PROJECT, arguments.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("intelmqctl: ").contains(said).contains("--help");
    assertThat(run.err().lines().count()).as(run.err()).isLessThanOrEqualTo(3);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void explainsItself() {
    Run run = Run.of(PROJECT, "local", "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("--report", "--events-out", "--type", "--keep", "--without", "--online");
  }

  @Test
  void aFolderThatIsNoProjectIsNamed(@TempDir Path folder) {
    Run run = Run.of(folder, "local");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("template.yaml");
  }
}
