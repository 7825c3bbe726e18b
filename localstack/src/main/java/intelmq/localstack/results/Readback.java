package intelmq.localstack.results;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.LambdaFunction;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.MailBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the stores of all outputs of a cloud. */
public final class Readback {
  private final Cloud cloud;

  /** Reads what a cloud's outputs stored. */
  public Readback(Cloud cloud) {
    this.cloud = cloud;
  }

  /** All stored events, by stage. */
  public Map<String, List<StoredEvent>> read() throws IOException, InterruptedException {
    var all = new TreeMap<String, List<StoredEvent>>();
    for (LambdaFunction function : cloud.functions().values()) {
      String stage = String.valueOf(function.variables().get("STAGE"));
      Bot bot = Bot.of(function.variables().getOrDefault("BOT", ""));
      Store store = store(bot.name());
      if (store != null && cloud.isOutput(function)) {
        all.put(stage, new ArrayList<>(store.read(stage, bot.parameters())));
      }
    }
    return all;
  }

  private @Nullable Store store(String bot) {
    return switch (bot) {
      case "file" -> new FileStore(cloud.s3());
      case "dynamodb" -> new TableStore(cloud.dynamoDb());
      case "opensearch" -> new SearchStore(cloud.servers().endpoint(Kind.SEARCH));
      case "ses" ->
          new MailStore(
              cloud.servers().controlPlane().mail().sent().stream()
                  .map(MailBox.Sent::mail)
                  .toList());
      default -> null;
    };
  }

  /** A bot as the environment names it. */
  private record Bot(String name, Map<?, ?> parameters) {
    static Bot of(String yaml) {
      if (!(new Load(LoadSettings.builder().build()).loadFromString(yaml)
          instanceof Map<?, ?> map)) {
        return new Bot(yaml.strip(), Map.of());
      }
      Map.Entry<?, ?> entry = map.entrySet().iterator().next();
      return new Bot(
          String.valueOf(entry.getKey()),
          entry.getValue() instanceof Map<?, ?> parameters ? parameters : Map.of());
    }
  }
}
