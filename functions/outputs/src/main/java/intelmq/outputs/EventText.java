package intelmq.outputs;

import intelmq.bot.Batch.Item;
import intelmq.bot.Param;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.python.PyJson;
import intelmq.python.PyJson.Option;
import intelmq.python.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an event is written as text: the parameters that IntelMQ's outputs share. */
public record EventText(
    @Param(value = "Whether objects are nested at the dots of field names.", byDefault = "false")
        boolean hierarchicalOutput,
    @Param(value = "Whether `raw` is written.", byDefault = "false") boolean keepRawField,
    @Param(value = "Whether `__type` is written.", byDefault = "false") boolean messageWithType,
    @Param("The only field to write, as plain text instead of JSON; `raw` is decoded.")
        @Nullable String singleKey) {
  /** The member with the event's id: who reads the same line twice can tell. */
  public static final String ID = "__id";

  private static final Pattern HALF_CHARACTER = Pattern.compile("[\\ud800-\\udfff]");
  private static final HexFormat HEX = HexFormat.of();

  /**
   * Checks the only field.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public void check(Harmonization harmonization) {
    if (singleKey != null) {
      harmonization.field(singleKey);
    }
  }

  /** The event as it is written, with its id, without a line ending. */
  public String of(Item item) {
    return singleKey == null
        ? object(item)
        : value(item.event(), item.event().harmonization().field(singleKey));
  }

  /** JSON text as Python writes it; half characters, which no encoding has, stay as escapes. */
  public static String json(Map<String, ?> object, Option... options) {
    return HALF_CHARACTER
        .matcher(PyJson.dumps(object, options))
        .replaceAll(half -> "\\\\u" + HEX.toHexDigits(half.group().charAt(0)));
  }

  private String object(Item item) {
    var fields = new TreeMap<String, Object>();
    item.event().forEach(fields::put);
    if (!keepRawField) {
      fields.remove(Fields.RAW.name());
    }
    Map<String, Object> object = hierarchicalOutput ? nested(fields) : fields;
    object.put(ID, item.id());
    if (messageWithType) {
      object.put("__type", "Event");
    }
    return json(object, Option.SORT_KEYS, Option.KEEP_UNICODE);
  }

  private static String value(Event event, Field field) {
    String text = Text.str(event.get(field));
    if (!event.has(field)) {
      return text;
    }
    if (field.equals(Fields.RAW)) {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }
    return field.equals(Fields.OUTPUT) && Json.tryParse(text) instanceof String plain
        ? plain
        : text;
  }

  /**
   * Fields as objects nested at the dots of their names, sorted: so a field comes before those that
   * look like its parts.
   */
  public static Map<String, Object> nested(Map<String, Object> fields) {
    var root = new Node(new TreeMap<>(), new TreeMap<>());
    new TreeMap<>(fields).forEach(root::put);
    return root.values();
  }

  /** An object that was made for the parts of names, not one that is a field's value. */
  private record Node(Map<String, Object> values, Map<String, Node> nodes) {
    void put(String name, Object value) {
      int dot = name.indexOf('.');
      String first = dot < 0 ? name : name.substring(0, dot);
      // extra.a and extra.a.b: the first is a value already, so the second keeps its dot
      if (dot < 0 || (values.containsKey(first) && !nodes.containsKey(first))) {
        values.put(name, value);
        return;
      }
      Node node = nodes.get(first);
      if (node == null) {
        node = new Node(new TreeMap<>(), new TreeMap<>());
        nodes.put(first, node);
        values.put(first, node.values());
      }
      node.put(name.substring(dot + 1), value);
    }
  }
}
