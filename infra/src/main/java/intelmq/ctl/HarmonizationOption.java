package intelmq.ctl;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says which fields there are. */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class HarmonizationOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = {"--harmonization", "--conf"},
      paramLabel = "FILE",
      description =
          "The deployment's own harmonization.conf, - for standard input; without it, the standard fields.")
  private @Nullable String file;

  /** The file's harmonisation, or the standard one. */
  Harmonization read() {
    String text = text();
    return text.isEmpty() ? Harmonization.standard() : parse(text);
  }

  /** The file's text, which is right; empty if there is none. */
  String checkedText() {
    String text = text();
    if (!text.isEmpty()) {
      parse(text);
    }
    return text;
  }

  private Harmonization parse(String text) {
    try {
      return Harmonization.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(file + ":\n" + e.getMessage(), e);
    }
  }

  private String text() {
    if (file == null) {
      return "";
    }
    try {
      String text = text(file);
      if (text.isBlank()) {
        throw new IOException("it is empty");
      }
      return text;
    } catch (IOException e) {
      throw wrong("the file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(String file) throws IOException {
    return file.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  private ParameterException wrong(String message, Exception cause) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message, cause);
  }
}
