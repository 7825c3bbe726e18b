package intelmq.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the kernel says a process has of memory, in bytes; nothing where there is no {@code /proc}.
 */
final class ProcessMemory {
  private ProcessMemory() {}

  /** The memory that is resident now. */
  static OptionalLong resident(long pid) {
    return read(pid, "VmRSS:");
  }

  /** The most that ever was. */
  static OptionalLong peak(long pid) {
    return read(pid, "VmHWM:");
  }

  private static OptionalLong read(long pid, String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith(name)) {
          return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("[^0-9]", "")));
        }
      }
    } catch (IOException e) {
      // it has ended, or this is not Linux
    }
    return OptionalLong.empty();
  }
}
