package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.Log;
import intelmq.runtime.Received;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a function works with: built when its environment starts, and anew, with everything it
 * refers to, when the parameter {@code /<stack>/reload} has another text than before. That is
 * looked at once a minute. If what is configured then is wrong, the function goes on as it was.
 *
 * @param <T> what does the function's work
 */
final class Live<T> {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Map<String, String> variables;
  private final InstantSource clock;
  private final AwsClients clients;
  private final Kind kind;
  private final java.util.function.Function<Function, T> builder;
  private final String parameter;

  private Function function;
  private T work;
  private boolean kept;
  private Instant looked;
  private @Nullable String asked;

  /** Builds the work of a function whose bots are of a kind. */
  Live(
      Map<String, String> variables,
      InstantSource clock,
      Kind kind,
      java.util.function.Function<Function, T> builder) {
    this.variables = variables;
    this.clock = clock;
    this.clients = new AwsClients(variables);
    this.kind = kind;
    this.builder = builder;
    String stack = variables.getOrDefault("STACK", "");
    this.parameter = stack.isEmpty() ? "" : "ssm:/" + stack + "/reload";
    this.looked = clock.instant();
    try {
      this.asked = ask();
    } catch (IOException e) {
      // asked again in a minute; that it was unknown counts as another text then
      this.asked = null;
    }
    this.function = new Function(variables, clock, clients, kind);
    this.work = builder.apply(function);
  }

  /** Begins an invocation. */
  synchronized Invocation<T> begin(Context context) {
    if (!parameter.isEmpty() && !clock.instant().isBefore(looked.plus(INTERVAL))) {
      looked = clock.instant();
      reload(function.log(context));
    }
    Log log = function.log(context);
    if (!kept) {
      kept = true;
      function.keepConfiguration(log);
    }
    return new Invocation<>(function, work, log, function.deadline(context));
  }

  private void reload(Log log) {
    try {
      String text = ask();
      if (!text.equals(asked)) {
        asked = text;
        var newer = new Function(variables, clock, clients, kind);
        work = builder.apply(newer);
        function = newer;
        kept = false;
        log.info("loaded again", Map.of());
      }
    } catch (IOException | RuntimeException e) {
      log.error("could not be loaded again; goes on as it was", e);
    }
  }

  private String ask() throws IOException {
    return parameter.isEmpty() ? "" : new AwsReferences(clients).read(parameter);
  }

  /** Handles what came from a queue; what failed returns to it. */
  SQSBatchResponse handle(SQSEvent event, Context context, Handler<T> handler) {
    return handle(event, context, handler, (work, now, deadline, log) -> {});
  }

  /**
   * Handles what came from a queue; what failed returns to it.
   *
   * @param flush what is done after that, or alone if a schedule calls, with no messages
   */
  SQSBatchResponse handle(SQSEvent event, Context context, Handler<T> handler, Flush<T> flush) {
    Invocation<T> invocation = begin(context);
    T current = invocation.work();
    try {
      SQSBatchResponse response =
          QueueFunction.handle(
              event,
              invocation.deadline(),
              invocation.log(),
              (message, log) -> handler.handle(current, message, log),
              invocation.function().stage()::undecodable);
      flush(invocation, QueueFunction.records(event).isEmpty(), flush);
      return response;
    } finally {
      invocation.end();
    }
  }

  private static <T> void flush(Invocation<T> invocation, boolean scheduled, Flush<T> flush) {
    try {
      flush.flush(invocation.work(), scheduled, invocation.deadline(), invocation.log());
    } catch (IOException | RuntimeException e) {
      invocation.log().error("what is held back could not be sent; it is tried again", e);
      if (scheduled) {
        throw e instanceof RuntimeException defect
            ? defect
            : new UncheckedIOException((IOException) e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has what the function works with send on what it held back. */
  @FunctionalInterface
  interface Flush<T> {
    void flush(T work, boolean now, Instant deadline, Log log)
        throws IOException, InterruptedException;
  }

  /** Has what the function works with handle a message. */
  @FunctionalInterface
  interface Handler<T> {
    void handle(T work, Received message, Log log) throws IOException, InterruptedException;
  }

  /**
   * One invocation; to be ended.
   *
   * @param function what the work was built from
   * @param deadline when it is stopped
   */
  record Invocation<T>(Function function, T work, Log log, Instant deadline) {
    Invocation {
      Objects.requireNonNull(work);
    }

    /** Writes warnings and metrics. */
    void end() {
      function.warn(log);
      log.flush(function.namespace());
    }
  }
}
