package intelmq.localstack.faults;

import intelmq.localstack.cloud.Interference.Work;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names work by what it is about, which is the same in every run. */
final class WorkName {
  private static final JsonMapper JSON = new JsonMapper();

  private WorkName() {}

  /** Function, batch or report, and how often it was handed over. */
  static String of(Work work) {
    return work.function()
        + "/"
        + subject(work.body())
        + "/"
        + work.tries()
        + (work.copies() > 0 ? "+" + work.copies() : "");
  }

  private static String subject(String body) {
    int end = body.indexOf('\n');
    try {
      JsonNode json = JSON.readTree(end < 0 ? body : body.substring(0, end));
      String key = json.path("detail").path("object").path("key").asString("");
      String scheduled = json.path("scheduled").asString("");
      String batch = json.path("batch").asString("");
      if (!batch.isEmpty()) {
        return batch;
      }
      return !key.isEmpty() ? key : !scheduled.isEmpty() ? scheduled : withoutTime(json);
    } catch (JacksonException e) {
      return Integer.toHexString(body.hashCode());
    }
  }

  /** A continuation, a parsed report. */
  private static String withoutTime(JsonNode json) {
    JsonNode detail = json.path("detail");
    JsonNode subject = detail.isMissingNode() ? json : detail;
    return Integer.toHexString(subject.toString().hashCode());
  }
}
