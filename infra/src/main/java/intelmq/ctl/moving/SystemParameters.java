package intelmq.ctl.moving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parameters of IntelMQ itself that every bot has, and what takes their place. */
final class SystemParameters {
  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put(
        "error_(max_retries|retry_delay)",
        "what fails is tried at most five times, for the first time after the stack's RetryDelay");
    REASONS.put(
        "error_procedure", "what fails is set aside, and the rest goes on; nothing ever stops");
    REASONS.put("error_dump_message", "what fails is always set aside, in the quarantine bucket");
    REASONS.put("error_log_(message|exception)", "the log and the quarantine say why");
    REASONS.put("(source|destination)_pipeline_.*", "the queues are those of SQS");
    REASONS.put("(logging_.*|log_processed_messages_.*)", "the logs are those of CloudWatch");
    REASONS.put("statistics_.*", "counts are in the stack's tables and logs");
    REASONS.put("redis_cache_.*", "there is no Redis: tables take its place where one is needed");
    REASONS.put(
        "instances_threads", "functions run side by side by themselves, as many as are needed");
    REASONS.put(
        "rate_limit",
        "events are taken as they come; MaximumConcurrency of the block bounds how many at a time");
    REASONS.put("(process_manager|testing|supervisor.*)", "there are no processes to manage");
    REASONS.put("path_permissive", "a path without a queue leads nowhere");
  }

  private SystemParameters() {}

  /** Why a parameter is not needed; nothing for one that is not IntelMQ's own. */
  static Optional<String> reason(String parameter) {
    return REASONS.entrySet().stream()
        .filter(reason -> parameter.matches(reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
