package intelmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.FieldType;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the committed reference of fields, {@code docs/fields.md}, equal to the generated one;
 * {@code ./build -Dupdate} writes it.
 */
final class FieldsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "fields.md");

  @Test
  void thePageIsThatOfTheDefinitions() throws IOException {
    String page = FieldsPage.of(Harmonization.standard());
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/fields.md (./build -Dupdate writes it anew)")
        .isEqualTo(page);
  }

  static List<FieldType> types() {
    return Types.all();
  }

  /** Examples show what is taken, what is changed, and what is refused. */
  @ParameterizedTest
  @MethodSource("types")
  void examplesOfATypeShowWhatItDoes(FieldType type) {
    List<TypeExample> examples = TypeExample.of(type);
    assertThat(examples).extracting(TypeExample::accepted).contains(true);
    assertThat(examples)
        .anyMatch(example -> !example.accepted() || type.equals(Types.JSON))
        .anyMatch(example -> example.accepted() && !example.given().equals(example.becomes()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeSaysInASentenceWhatItTakes(FieldType type) {
    assertThat(type.description()).endsWith(".").hasSizeBetween(40, 220).doesNotContain("|", "`");
    assertThat(type.values()).isSorted().allMatch(type::isValid);
  }
}
