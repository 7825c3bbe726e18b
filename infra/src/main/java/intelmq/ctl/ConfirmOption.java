package intelmq.ctl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of commands that ask before they do what cannot be undone. */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class ConfirmOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking; needed where there is no terminal.")
  private boolean yes;

  /**
   * Goes on if the user wants to.
   *
   * @param what will be done, as a sentence
   * @throws Failure if not, or if there is nobody to ask
   */
  void require(String what) {
    if (yes) {
      return;
    }
    Prompt prompt = IntelmqCtl.prompt(Objects.requireNonNull(spec));
    if (!prompt.isTerminal()) {
      throw new Failure(
          ExitCode.UNCONFIRMED, what + " Nothing was done: say --yes if that is meant");
    }
    String answer = prompt.ask(Plain.line(what) + " Go on? [y/N] ");
    if (answer == null || !answer.strip().matches("(?i)y|yes")) {
      throw new Failure(ExitCode.UNCONFIRMED, "nothing was done");
    }
  }
}
