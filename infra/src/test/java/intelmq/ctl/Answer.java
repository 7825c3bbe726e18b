package intelmq.ctl;

import org.jspecify.annotations.Nullable;

/**
 * A user who always answers the same.
 *
 * @param text null for nobody at a terminal
 */
record Answer(@Nullable String text) implements Prompt {
  @Override
  public boolean isTerminal() {
    return text != null;
  }

  @Override
  public @Nullable String ask(String question) {
    return text;
  }
}
