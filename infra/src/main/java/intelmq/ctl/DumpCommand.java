package intelmq.ctl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at records and events that were set aside, mends them and sends them again. */
@Command(
    name = "dump",
    description =
        "Looks at records and events that were set aside, mends them, sends them again, deletes"
            + " them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DumpListCommand.class,
      DumpShowCommand.class,
      DumpEditCommand.class,
      DumpRecoverCommand.class,
      DumpDeleteCommand.class
    })
final class DumpCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "say what is to be done: list, show, edit, recover or delete");
  }

  /** The quarantine of an installation. */
  static QuarantineStore store(Installation installation) {
    return new QuarantineStore(installation.s3(), installation.bucket("quarantine"));
  }
}
