package intelmq.ctl;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command came to.
 *
 * @param status its exit status
 */
record Run(int status, String out, String err) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Runs {@code intelmqctl} in a project's folder. */
  static Run of(Path home, String... arguments) {
    return of(home, CloudFile.in(home), new Answer(null), arguments);
  }

  /** Runs {@code intelmqctl} in a project's folder, on a local cloud, with a user to ask. */
  static Run of(Path home, Path cloud, Prompt prompt, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine command = IntelmqCtl.command(home, cloud, prompt);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }

  /** The output as JSON. */
  JsonNode json() {
    return JSON.readTree(out);
  }
}
