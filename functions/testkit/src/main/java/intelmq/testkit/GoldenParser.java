package intelmq.testkit;

import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.Parser;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Golden cases of parsers: a report, and a line for each event or record without one. */
final class GoldenParser {
  private GoldenParser() {}

  static void run(GoldenCase golden) throws IOException {
    golden.checkLines(
        Parsed.all(bot(golden), golden.report(), golden.input()).stream()
            .flatMap(GoldenParser::lines)
            .toList());
  }

  /** The parser of a case. */
  static Parser<?> bot(GoldenCase golden) throws IOException {
    var ports = FakePorts.withoutWeb(golden.harmonization());
    return (Parser<?>) golden.bot(ports, UnaryOperator.identity());
  }

  /** What a record became, as JSON. */
  static Stream<String> lines(Parsed parsed) {
    return switch (parsed.outcome()) {
      case Events some ->
          some.events().stream().map(event -> "{\"event\":" + Json.text(event) + "}");
      case Skipped(String rule) -> Stream.of(Json.text(Map.of("skipped", rule)));
      case Malformed(String code, String message) -> {
        var malformed = new LinkedHashMap<String, Object>();
        malformed.put("line", parsed.line());
        malformed.put("code", code);
        malformed.put("message", message);
        malformed.put("text", parsed.text());
        yield Stream.of(Json.text(Map.of("malformed", malformed)));
      }
    };
  }
}
