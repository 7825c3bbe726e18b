package intelmq.ctl;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What a command came to.
 *
 * @param status its exit status
 */
record Run(int status, String out, String err) {
  /** Runs {@code intelmqctl} in a project's folder. */
  static Run of(Path home, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine command = IntelmqCtl.command(home);
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = command.execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }
}
