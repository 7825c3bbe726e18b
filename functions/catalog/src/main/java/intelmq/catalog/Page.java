package intelmq.catalog;

import intelmq.bot.config.ParamSpec;
import intelmq.harmonization.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** The reference page of a bot, in Markdown. */
final class Page {
  private final StringBuilder out = new StringBuilder();

  private Page() {}

  /** The page. */
  static String of(BotModel bot) {
    return new Page().write(bot);
  }

  private String write(BotModel bot) {
    out.append("# ").append(bot.name()).append("\n");
    paragraph(bot.doc().summary());
    paragraph(bot.doc().details());
    paragraph(
        bot.upstream().isEmpty()
            ? kind(bot) + " of our own: IntelMQ has none like it."
            : kind(bot) + " like IntelMQ's `" + bot.upstream() + "`.");
    paragraph("## Parameters");
    parameters(bot.params());
    if (!bot.ignored().isEmpty()) {
      paragraph(
          "Accepted and ignored, because they mean nothing here: " + codes(bot.ignored()) + ".");
    }
    if (!bot.ports().isEmpty()) {
      paragraph(
          "It works with "
              + bot.ports().stream().map(Page::port).collect(Collectors.joining(", "))
              + ".");
    }
    return out.toString();
  }

  private void parameters(List<ParamSpec> params) {
    if (params.isEmpty()) {
      paragraph("None.");
      return;
    }
    paragraph("| Name | Type | Default | Meaning |\n|---|---|---|---|");
    for (ParamSpec param : params) {
      out.append("| `").append(param.name()).append("` | ");
      out.append(cell(type(param))).append(" | ");
      out.append(cell(standard(param))).append(" | ");
      out.append(cell(param.doc())).append(" |\n");
    }
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      out.append('\n').append(text).append('\n');
    }
  }

  private static String kind(BotModel bot) {
    return switch (bot.kind()) {
      case COLLECTOR -> "A collector";
      case PARSER -> "A parser";
      case EXPERT -> "An expert";
      case OUTPUT -> "An output";
    };
  }

  /** A port in words, and its name. */
  private static String port(String name) {
    String words =
        switch (name) {
          case "clock" -> "the time";
          case "http" -> "web servers";
          case "objects" -> "object storage";
          case "tables" -> "tables";
          case "seen" -> "a table of what was seen";
          case "mailboxes" -> "mailboxes, by IMAP";
          case "mailer" -> "mail";
          case "dns" -> "the domain name system";
          case "answers" -> "a memory of answers";
          case "smtp" -> "mail servers";
          case "spool" -> "texts that wait for their time";
          case "sql" -> "databases";
          case "groups" -> "a table of groups that are counted";
          case "databases" -> "files that are kept in memory";
          case "claims" -> "claims on what is done at most once";
          case "harmonization" -> "the fields of the deployment";
          default -> throw new IllegalArgumentException("the port " + name + " has no description");
        };
    return words + " (port `" + name + "`)";
  }

  private static String type(ParamSpec param) {
    var type = new StringBuilder(param.type().description());
    if (!param.choices().isEmpty()) {
      type.append(' ').append(codes(param.choices()));
    }
    // those of int are not worth saying
    if (Double.isFinite(param.min()) && param.min() != Integer.MIN_VALUE) {
      type.append(", at least ").append(number(param.min()));
    }
    if (Double.isFinite(param.max()) && param.max() != Integer.MAX_VALUE) {
      type.append(", at most ").append(number(param.max()));
    }
    return param.pattern().isEmpty() ? type.toString() : type + " like `" + param.pattern() + "`";
  }

  private static String standard(ParamSpec param) {
    if (param.byDefault() == null) {
      return param.required() ? "required" : "none";
    }
    // a text with line breaks or blank ends is shown in quotes, as JSON
    boolean plain =
        Json.tryParse(param.byDefault()) instanceof String text
            && !text.isEmpty()
            && text.equals(text.strip())
            && text.lines().count() == 1;
    return plain ? "`" + Json.tryParse(param.byDefault()) + "`" : "`" + param.byDefault() + "`";
  }

  private static String codes(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static String number(double number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
