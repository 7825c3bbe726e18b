package intelmq.localstack.cloud;

import intelmq.localstack.front.Answer;
import intelmq.localstack.front.Call;
import intelmq.localstack.front.Filter;
import intelmq.localstack.front.Service;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Lambda's guard against loops: a message that a function sent while it handled another one belongs
 * to that one's chain; a function that was invoked too often in one chain is not invoked with it
 * once more, unless it says {@code RecursiveLoop: Allow}.
 *
 * <p>On Lambda a chain is followed by the trace header that the SDK sends with each call; here by
 * the ids of messages.
 */
final class LoopGuard implements Filter {
  /** Lambda's documentation says of it: approximately. */
  static final int MOST = 16;

  /** Chains of messages that nobody read are forgotten, the oldest first. */
  private static final int KEPT = 100_000;

  private static final Set<String> SENDS = Set.of("SendMessage", "SendMessageBatch");

  /** How often each function was invoked in the chain of a message, by its id. */
  private final Map<String, Map<String, Integer>> chains =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Integer>> eldest) {
          return size() > KEPT;
        }
      };

  /** The chains that a function's environments work on, by the environment. */
  private final Map<String, Map<String, Integer>> running = new HashMap<>();

  /** Whether the function was invoked so often in the message's chain that this is a loop. */
  synchronized boolean isLoop(String function, String message) {
    return chains.getOrDefault(message, Map.of()).getOrDefault(function, 0) >= MOST;
  }

  /** An environment is invoked with messages: what it sends belongs to all of their chains. */
  synchronized void begin(String function, String environment, Collection<String> messages) {
    var chain = new HashMap<String, Integer>();
    for (String message : messages) {
      chains.getOrDefault(message, Map.of()).forEach((f, n) -> chain.merge(f, n, Math::max));
    }
    chain.merge(function, 1, Integer::sum);
    running.put(environment, chain);
  }

  /** An invocation is over. */
  synchronized void end(String environment) {
    running.remove(environment);
  }

  /** An environment has sent a message. */
  synchronized void sent(String environment, String message) {
    Map<String, Integer> chain = running.get(environment);
    if (chain != null) {
      chains.put(message, Map.copyOf(chain));
    }
  }

  @Override
  public Answer call(Call call, Chain next) throws IOException {
    Answer answer = next.proceed(call);
    if (call.service() == Service.SQS
        && SENDS.contains(call.operation())
        && answer.status() == 200) {
      JsonNode body = answer.json();
      messages(body).forEach(id -> sent(call.caller().id(), id));
      return answer.withJson(body);
    }
    return answer;
  }

  private static Set<String> messages(JsonNode body) {
    var ids = new TreeSet<String>();
    body.findValues("MessageId").forEach(id -> ids.add(id.asString()));
    return ids;
  }
}
