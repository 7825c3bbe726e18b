package intelmq.experts.jinja;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.python.jinja.Template;
import intelmq.python.jinja.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills fields with what templates in the language of Jinja2 make of the event.
 *
 * <p>In a template {@code msg} is the event: {@code msg['source.ip']} a value, {@code 'source.ip'
 * in msg} whether there is one, {@code msg.items()} all of them; {@code msg.get('source.ip', '')}
 * has a default. A later template sees what an earlier one filled; one that comes out empty fills
 * nothing, or removes the field if it may overwrite. Templates cannot change the event otherwise,
 * see nothing else, and are bounded in time and size. An error in one is said at the start, with
 * its line; an event for which a template fails is set aside.
 */
@Bot(name = "jinja", upstream = "intelmq.bots.experts.jinja.expert")
public final class JinjaExpert implements Expert {
  private final List<Filled> fields = new ArrayList<>();
  private final boolean overwrite;

  /** The parameters. */
  public record Config(
      @Param(value = "For each field its template.", byDefault = "{}") Map<String, String> fields,
      @Param(value = "Whether a value that is there is replaced.", byDefault = "false")
          boolean overwrite) {}

  /** The expert with its parameters. */
  public JinjaExpert(Config config, Harmonization harmonization) {
    config
        .fields()
        .forEach((name, text) ->
            fields.add(new Filled(harmonization.field(name), template(name, text))));
    overwrite = config.overwrite();
  }

  @Override
  public Verdict process(Event event) {
    for (Filled filled : fields) {
      String text;
      try {
        text = filled.template().render(Map.of("msg", new EventView(event)));
      } catch (TemplateException e) {
        return new Reject("template", filled.field() + ": " + e.getMessage());
      }
      if (overwrite) {
        event.put(filled.field(), text);
      } else {
        event.addIfAbsent(filled.field(), text);
      }
    }
    return event.names().isEmpty() ? new Drop("no field is left") : Verdict.FORWARD;
  }

  private static Template template(String name, String text) {
    if (text.startsWith("file://")) {
      throw new IllegalArgumentException(
          "fields: " + name + ": functions have no files; write the template itself here");
    }
    try {
      return Template.parse(text);
    } catch (TemplateException e) {
      throw new IllegalArgumentException("fields: " + name + ": " + e.getMessage(), e);
    }
  }

  private record Filled(Field field, Template template) {}
}
