package intelmq.localstack.results;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import intelmq.localstack.server.Mail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mails of the output {@code ses}: a row of the attached CSV is an event; the attachment's
 * description has the ids.
 */
public record MailStore(List<Mail> mails) implements Store {
  /** Text that a spreadsheet would take for a formula has a quote before it. */
  private static final Pattern GUARDED =
      Pattern.compile("^''*[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]");

  /** Takes a copy of the list. */
  public MailStore {
    mails = List.copyOf(mails);
  }

  @Override
  public List<StoredEvent> read(String output, Map<?, ?> parameters) {
    var events = new ArrayList<StoredEvent>();
    for (Mail mail : mails) {
      for (Mail.Attachment attachment : mail.attachments()) {
        String csv = attachment.content().asUtf8String();
        Iterator<String> ids = ids(attachment.description()).iterator();
        CsvReader.builder()
            .fieldSeparator(';')
            .ofNamedCsvRecord(csv)
            .forEach(row -> events.add(event(output, ids.next(), row)));
      }
    }
    return events;
  }

  /** The ids of the rows: reports with semicolons between; of each its id, a colon, ordinals. */
  private static List<String> ids(String description) {
    return Arrays.stream(description.split("; ", -1)).flatMap(MailStore::idsOfReport).toList();
  }

  private static Stream<String> idsOfReport(String description) {
    int colon = description.indexOf(": ");
    String report = description.substring(0, Math.max(0, colon));
    return Arrays.stream(description.substring(colon + 2).split(" ", -1))
        .map(ordinal -> report + ":" + ordinal);
  }

  private static StoredEvent event(String output, String id, NamedCsvRecord row) {
    var event = new LinkedHashMap<String, @Nullable Object>(row.getFieldsAsMap());
    event.replaceAll((name, value) ->
        value instanceof String text && GUARDED.matcher(text).find() ? text.substring(1) : value);
    event.values().removeIf(value -> value instanceof String text && text.isEmpty());
    return new StoredEvent(output, id, event);
  }
}
