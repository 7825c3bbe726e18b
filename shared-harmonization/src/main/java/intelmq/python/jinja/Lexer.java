package intelmq.python.jinja;

import intelmq.python.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into tokens. */
final class Lexer {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r");
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
  private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");
  private static final Pattern NAME =
      Pattern.compile("[\\p{IsAlphabetic}_][\\p{IsAlphabetic}\\p{IsDigit}_]*");
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();

  /** Closing brackets that are to come, the next one first. */
  private final Deque<String> brackets = new ArrayDeque<>();

  private int at;
  private int line = 1;
  private int counted;

  /** Whether the mark before took the white space after it, too. */
  private boolean trimming;

  private Lexer(String source) {
    this.source = source;
  }

  /** The tokens of a template, the last of which is its end. */
  static List<Token> tokens(String text) {
    String source = LINE_END.matcher(text).replaceAll("\n");
    var lexer =
        new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
    lexer.read();
    return lexer.tokens;
  }

  private void read() {
    while (at < source.length()) {
      int mark = nextMark();
      boolean trims = mark + 2 < source.length() && source.charAt(mark + 2) == '-';
      data(mark, trims);
      at = mark;
      if (at < source.length()) {
        mark();
      }
    }
    add(Token.Type.END, "");
  }

  private int nextMark() {
    for (int i = source.indexOf('{', at);
        i >= 0 && i + 1 < source.length();
        i = source.indexOf('{', i + 1)) {
      if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  private void data(int end, boolean trims) {
    int start = at;
    int stop = end;
    while (trimming && start < stop && Text.isSpace(source.charAt(start))) {
      start++;
    }
    while (trims && stop > start && Text.isSpace(source.charAt(stop - 1))) {
      stop--;
    }
    trimming = false;
    if (stop > start) {
      add(Token.Type.DATA, source.substring(start, stop));
    }
  }

  private void mark() {
    char kind = source.charAt(at + 1);
    Matcher raw = RAW.matcher(source).region(at, source.length());
    if (kind == '#') {
      comment();
    } else if (kind == '%' && raw.lookingAt()) {
      raw(raw);
    } else {
      add(
          kind == '{' ? Token.Type.VARIABLE_BEGIN : Token.Type.BLOCK_BEGIN,
          source.substring(at, at + 2));
      at += 2;
      skipSign();
      expression(
          kind == '{' ? "}}" : "%}", kind == '{' ? Token.Type.VARIABLE_END : Token.Type.BLOCK_END);
    }
  }

  private void skipSign() {
    if (at < source.length() && "-+".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
  }

  private void comment() {
    int end = source.indexOf("#}", at + 2);
    if (end < 0) {
      throw error("the comment is never closed, expected '#}'");
    }
    trimming = source.charAt(end - 1) == '-' && end - 1 > at + 1;
    at = end + 2;
  }

  private void raw(Matcher begin) {
    at = begin.end();
    trimming = !begin.group(1).isEmpty();
    Matcher end = END_RAW.matcher(source);
    if (!end.find(at)) {
      throw error("'raw' is never closed, expected '{% endraw %}'");
    }
    data(end.start(), end.group(1).equals("-"));
    trimming = end.group(2).equals("-");
    at = end.end();
  }

  private void expression(String end, Token.Type endType) {
    brackets.clear();
    while (true) {
      while (at < source.length() && Text.isSpace(source.charAt(at))) {
        at++;
      }
      if (at >= source.length()) {
        throw error("unexpected end of the template, expected '" + end + "'");
      }
      if (brackets.isEmpty() && isEnd(end, endType)) {
        return;
      }
      token();
    }
  }

  private boolean isEnd(String end, Token.Type type) {
    char sign = source.charAt(at);
    boolean signed =
        (sign == '-' || (sign == '+' && type == Token.Type.BLOCK_END))
            && source.startsWith(end, at + 1);
    if (!signed && !source.startsWith(end, at)) {
      return false;
    }
    add(type, end);
    at += signed ? 3 : 2;
    trimming = signed && sign == '-';
    return true;
  }

  private void token() {
    boolean member = tokens.getLast().isOperator(".");
    if ((!member && take(FLOAT, Token.Type.FLOAT))
        || take(INTEGER, Token.Type.INTEGER)
        || take(NAME, Token.Type.NAME)) {
      return;
    }
    Matcher string = STRING.matcher(source).region(at, source.length());
    if (string.lookingAt()) {
      String text = string.group(1) == null ? string.group(2) : string.group(1);
      add(Token.Type.STRING, Escapes.resolve(text));
      at = string.end();
    } else if (!take(OPERATOR, Token.Type.OPERATOR)) {
      throw error("unexpected character '" + Character.toString(source.codePointAt(at)) + "'");
    } else {
      balance(tokens.getLast().text());
    }
  }

  private boolean take(Pattern pattern, Token.Type type) {
    Matcher matcher = pattern.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    add(type, matcher.group());
    at = matcher.end();
    return true;
  }

  private void balance(String operator) {
    switch (operator) {
      case "(" -> brackets.push(")");
      case "[" -> brackets.push("]");
      case "{" -> brackets.push("}");
      case ")", "]", "}" -> {
        if (brackets.isEmpty()) {
          throw error("unexpected '" + operator + "'");
        }
        String expected = brackets.pop();
        if (!expected.equals(operator)) {
          throw error("unexpected '" + operator + "', expected '" + expected + "'");
        }
      }
      default -> {}
    }
  }

  private void add(Token.Type type, String text) {
    tokens.add(new Token(type, text, line()));
  }

  private int line() {
    for (; counted < at; counted++) {
      if (source.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }

  private TemplateException error(String message) {
    return new TemplateException(line(), message);
  }
}
