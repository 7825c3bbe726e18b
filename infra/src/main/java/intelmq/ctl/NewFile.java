package intelmq.ctl;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that are written unless they are there. */
final class NewFile {
  private NewFile() {}

  /** Writes a file and its folders. */
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolve("..").normalize());
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already", e);
    }
  }
}
