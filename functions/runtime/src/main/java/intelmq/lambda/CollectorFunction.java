package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import intelmq.bot.Collection;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.CollectorEngine;
import intelmq.runtime.Log;
import intelmq.runtime.Push;
import intelmq.runtime.aws.S3Dropped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches a feed, by schedule ({@code {"scheduled": "2026-11-23T13:00:00Z"}}) or when an object was
 * put into the drop bucket (EventBridge's event), or takes what is posted to its address.
 */
public final class CollectorFunction
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Live<CollectorEngine> live;

  /** Used by Lambda. */
  public CollectorFunction() {
    this(System.getenv());
  }

  /** A function with an environment of its own. */
  public CollectorFunction(Map<String, String> variables) {
    this(variables, InstantSource.system());
  }

  /** A function with an environment and a clock of its own. */
  public CollectorFunction(Map<String, String> variables, InstantSource clock) {
    live =
        new Live<>(
            variables,
            clock,
            Kind.COLLECTOR,
            function ->
                new CollectorEngine(
                    function.bot(), function.environment(), function.reports(), function.clock()));
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Live.Invocation<CollectorEngine> invocation = live.begin(context);
    Function function = invocation.function();
    Log log = invocation.log();
    Optional<Push> push = Push.of(event);
    if (push.isPresent()) {
      return answer(invocation, push.get());
    }
    Optional<StoredObject> object = StoredObject.of(event);
    Instant scheduled =
        Instant.parse(
            String.valueOf(object.map(StoredObject::time).orElseGet(() -> scheduled(event))));
    Collection.Dropped dropped =
        object
            .map(o -> new S3Dropped(function.clients().s3(), o.bucket(), o.key(), o.size()))
            .orElse(null);
    try {
      return invocation.work().collect(scheduled, dropped, log).toMap();
    } catch (IOException e) {
      log.error("the feed could not be collected", e);
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      invocation.end();
    }
  }

  /** Whoever posted gets an answer in any case, and may try again if it was not their mistake. */
  private static Map<String, Object> answer(
      Live.Invocation<CollectorEngine> invocation, Push push) {
    Log log = invocation.log();
    try {
      var _ = invocation.work().collect(push, log);
    } catch (IOException | RuntimeException e) {
      log.error("what was posted could not be taken", e);
      push.refuse(503, "it cannot be taken at present");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      push.refuse(503, "it cannot be taken at present");
    } finally {
      invocation.end();
    }
    return push.answer();
  }

  private static String scheduled(Map<String, Object> event) {
    if (event.get("scheduled") instanceof String time) {
      return time;
    }
    throw new IllegalArgumentException("neither a schedule nor a stored object: " + event.keySet());
  }
}
