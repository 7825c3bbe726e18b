package intelmq.ctl;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The user at a terminal, who can be asked. */
interface Prompt {
  /** Whether there is somebody to ask. */
  boolean isTerminal();

  /** The answer to a question; null if there is none. */
  @Nullable String ask(String question);

  /** The terminal that the command was started at, if it was. */
  static Prompt console() {
    return new Prompt() {
      @Override
      @SuppressWarnings("SystemConsoleNull") // since Java 25 it may be again
      public boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
      }

      @Override
      @SuppressWarnings("SystemConsoleNull")
      public @Nullable String ask(String question) {
        Console console = System.console();
        return console == null ? null : console.readLine("%s", question);
      }
    };
  }
}
