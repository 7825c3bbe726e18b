package intelmq.parsers.shadowserver;

import intelmq.bot.framing.CsvRow;

/**
 * A row of a report.
 *
 * @param header the report's first line, which names the columns
 * @param csv its cells
 * @param text as it stands in the report, without its line's end
 */
public record ReportRow(String header, CsvRow csv, String text) {}
