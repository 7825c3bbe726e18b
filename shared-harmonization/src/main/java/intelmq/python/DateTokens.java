package intelmq.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a text into words, numbers, single characters and single blanks, as {@code dateutil} does:
 * {@code 10.5} is one token, {@code 10.5.2015} is five.
 */
final class DateTokens {
  private final String text;
  private final Deque<String> pending = new ArrayDeque<>();
  private int at;

  private DateTokens(String text) {
    this.text = text;
  }

  static List<String> of(String text) {
    var lexer = new DateTokens(text);
    var tokens = new ArrayList<String>();
    while (lexer.hasNext()) {
      tokens.add(lexer.next());
    }
    return tokens;
  }

  private boolean hasNext() {
    return !pending.isEmpty() || at < text.length();
  }

  private String next() {
    if (!pending.isEmpty()) {
      return pending.removeFirst();
    }
    int start = at;
    int first = text.codePointAt(at);
    at += Character.charCount(first);
    if (Character.isLetter(first)) {
      return rest(start, State.WORD);
    }
    if (Text.isDigit(first)) {
      return rest(start, State.NUMBER);
    }
    return Text.isSpace(first) ? " " : text.substring(start, at);
  }

  private String rest(int start, State initial) {
    State state = initial;
    boolean letters = false;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      // a letter counts once there is something behind it, which dateutil looks at
      letters |= state == State.WORD || state == State.DOTTED_WORD;
      State next = state.after(c, text.charAt(at - 1), at - start);
      if (next == State.END) {
        break;
      }
      state = next;
      at += Character.charCount(c);
    }
    String token = text.substring(start, at);
    if (state == State.WORD || state == State.NUMBER) {
      return token;
    }
    char last = token.charAt(token.length() - 1);
    int point = token.indexOf('.');
    if (letters || last == '.' || last == ',' || point != token.lastIndexOf('.')) {
      return split(token);
    }
    return state == State.DOTTED_NUMBER && point < 0 ? token.replace(',', '.') : token;
  }

  /** Hands out the part before the first dot or comma; the others wait. */
  private String split(String token) {
    int start = 0;
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '.' || c == ',') {
        if (i > start) {
          pending.add(token.substring(start, i));
        }
        pending.add(String.valueOf(c));
        start = i + 1;
      }
    }
    if (start < token.length()) {
      pending.add(token.substring(start));
    }
    return pending.removeFirst();
  }

  /** What a token has been so far. */
  private enum State {
    WORD,
    NUMBER,
    DOTTED_WORD,
    DOTTED_NUMBER,
    END;

    State after(int c, char last, int length) {
      boolean letter = Character.isLetter(c);
      boolean digit = Text.isDigit(c);
      return switch (this) {
        case WORD -> letter ? WORD : c == '.' ? DOTTED_WORD : END;
        case NUMBER -> digit ? NUMBER : c == '.' || (c == ',' && length >= 2) ? DOTTED_NUMBER : END;
        case DOTTED_WORD ->
            c == '.' || letter ? DOTTED_WORD : digit && last == '.' ? DOTTED_NUMBER : END;
        case DOTTED_NUMBER ->
            c == '.' || digit ? DOTTED_NUMBER : letter && last == '.' ? DOTTED_WORD : END;
        case END -> END;
      };
    }
  }
}
