package intelmq.ctl.moving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A bot's YAML in a template's block. */
final class BotDocument {
  private static final int INDENT = 10;

  /** Written by the schema that functions read by, so that texts like 0123 stay texts. */
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setSchema(new CoreSchema())
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setWidth(160)
          .build();

  private BotDocument() {}

  /** A name, or below it the whole document; with {@code !Sub} if something refers to the stack. */
  static String of(String bot, Map<String, Object> parameters) {
    if (parameters.isEmpty()) {
      return bot;
    }
    boolean refers = parameters.values().stream().anyMatch(Reference.class::isInstance);
    Object document = Map.of(bot, plain(parameters, refers));
    String yaml = new Dump(SETTINGS).dumpToString(document);
    return (refers ? "!Sub |\n" : "|\n") + yaml.indent(INDENT).stripTrailing();
  }

  /**
   * A value with references as texts.
   *
   * @param substituted whether CloudFormation will replace what looks like its variables: what is
   *     not ours is kept from it
   */
  private static Object plain(Object value, boolean substituted) {
    return switch (value) {
      case Reference reference -> reference.text();
      case String text -> substituted ? text.replace("${", "${!") : text;
      case List<?> list ->
          list.stream()
              .map(item -> plain(Objects.requireNonNullElse(item, ""), substituted))
              .toList();
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<Object, Object>();
        map.forEach((key, item) ->
            copy.put(
                plain(key, substituted), plain(Objects.requireNonNullElse(item, ""), substituted)));
        yield copy;
      }
      default -> value;
    };
  }
}
