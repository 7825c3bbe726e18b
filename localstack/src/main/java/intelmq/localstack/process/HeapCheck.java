package intelmq.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a JVM collect its garbage, and reads from its log what was left. */
final class HeapCheck {
  private static final Pattern FULL = Pattern.compile("Pause Full.* (\\d+)M->(\\d+)M\\(");
  private static final Pattern ANY = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private HeapCheck() {}

  /** Bytes in use after a full collection; nothing if the process has ended meanwhile. */
  static OptionalLong collect(long pid, Path gcLog) throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "-J-XX:TieredStopAtLevel=1",
                Long.toString(pid),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!command.waitFor(PATIENCE)) {
      command.destroyForcibly();
      return OptionalLong.empty();
    }
    return command.exitValue() == 0 ? last(gcLog) : OptionalLong.empty();
  }

  /** Between two collections the heap grows by what is allocated. */
  static long allocated(Path gcLog) throws IOException {
    long megabytes = 0;
    long left = 0;
    for (String line : Files.readAllLines(gcLog, StandardCharsets.UTF_8)) {
      Matcher matcher = ANY.matcher(line);
      if (matcher.find()) {
        megabytes += Long.parseLong(matcher.group(1)) - left;
        left = Long.parseLong(matcher.group(2));
      }
    }
    return megabytes << 20;
  }

  private static OptionalLong last(Path gcLog) throws IOException {
    List<String> lines = Files.readAllLines(gcLog, StandardCharsets.UTF_8);
    for (String line : lines.reversed()) {
      Matcher matcher = FULL.matcher(line);
      if (matcher.find()) {
        return OptionalLong.of(Long.parseLong(matcher.group(2)) << 20);
      }
    }
    return OptionalLong.empty();
  }
}
