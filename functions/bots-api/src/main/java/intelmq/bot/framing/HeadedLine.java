package intelmq.bot.framing;

import java.util.List;

/**
 * A line of a report, and what the comments before it say.
 *
 * @param text without the blanks around it
 * @param header the comments before it that were to be kept
 */
public record HeadedLine(String text, List<String> header) {
  /** Takes a copy of the list. */
  public HeadedLine {
    header = List.copyOf(header);
  }

  /** The header's lines and the line: what IntelMQ keeps as {@code raw} where a header matters. */
  public String withHeader() {
    return header.isEmpty() ? text : String.join("\n", header) + "\n" + text;
  }
}
