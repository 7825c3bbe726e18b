package intelmq.outputs.opensearch;

import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Rejected;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bulk interface says of each document. */
final class BulkAnswer {
  private static final int BAD_REQUEST = 400;

  private BulkAnswer() {}

  /**
   * What became of the documents of a request, in order.
   *
   * @throws IOException if it is no such answer
   */
  static List<Delivery> deliveries(Map<String, Object> answer, int documents) throws IOException {
    if (!(answer.get("items") instanceof List<?> items) || items.size() != documents) {
      throw new IOException("the bulk interface gave no answer for " + documents + " documents");
    }
    return items.stream().map(BulkAnswer::delivery).toList();
  }

  private static Delivery delivery(@Nullable Object item) {
    Map<?, ?> result = object(object(item).get("index"));
    int status = result.get("status") instanceof Number number ? number.intValue() : 0;
    if (status >= 200 && status < 300) {
      return Delivery.DELIVERED;
    }
    Map<?, ?> error = object(result.get("error"));
    String type = Objects.toString(error.get("type"), "");
    String message = "status " + status + ": " + type + ": " + reason(error);
    // A document is at fault only here: others are refused for lack of space, indices or rights.
    // So is one that would need an index while there are too many.
    return status == BAD_REQUEST && !type.equals("validation_exception")
        ? new Rejected("mapping", message)
        : new Failed(message);
  }

  private static String reason(Map<?, ?> error) {
    String reason = Objects.toString(error.get("reason"), "no reason given");
    Object cause = object(error.get("caused_by")).get("reason");
    return cause == null ? reason : reason + " (" + cause + ")";
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
