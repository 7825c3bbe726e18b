package intelmq.localstack.process;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function that does what its event says. */
public final class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final int MEGABYTE = 1 << 20;
  private static final int FAILED = 7;

  private final String word;

  /** Fails if its variable is missing. */
  public Echo() {
    word = System.getenv().getOrDefault("WORD", "");
    if (word.isEmpty()) {
      throw new IllegalStateException("WORD is missing");
    }
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    context.getLogger().log("a line\nand another");
    return switch (String.valueOf(event.get("do"))) {
      case "throw" -> throw new IllegalStateException("thrown");
      case "sleep" -> sleep();
      case "exit" -> {
        Runtime.getRuntime().halt(FAILED);
        yield Map.of();
      }
      case "fill" -> Map.of("filled", fill());
      default ->
          Map.of(
              "word", word,
              "memory", context.getMemoryLimitInMB(),
              "heap", Runtime.getRuntime().maxMemory() / MEGABYTE,
              "left", context.getRemainingTimeInMillis(),
              "function", context.getInvokedFunctionArn());
    };
  }

  private static Map<String, Object> sleep() {
    try {
      TimeUnit.HOURS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }

  private static int fill() {
    List<byte[]> blocks = new ArrayList<>();
    while (blocks.size() < Integer.MAX_VALUE) {
      blocks.add(new byte[MEGABYTE]);
    }
    return blocks.size();
  }
}
