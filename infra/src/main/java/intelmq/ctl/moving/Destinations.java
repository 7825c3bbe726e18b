package intelmq.ctl.moving;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** IntelMQ's {@code destination_queues}: a text, a list, or a map from path to either. */
final class Destinations {
  /** The path of events for which no other is named. */
  static final String DEFAULT = "_default";

  private Destinations() {}

  /** The queues of each path; paths without any are left out. */
  static Map<String, List<String>> of(@Nullable Object value) {
    var paths = new LinkedHashMap<String, List<String>>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((path, queues) -> put(paths, String.valueOf(path), queues));
    } else {
      put(paths, DEFAULT, value);
    }
    return paths;
  }

  private static void put(Map<String, List<String>> paths, String path, @Nullable Object value) {
    List<String> queues =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list.stream().map(String::valueOf).distinct().toList();
          default ->
              Arrays.stream(value.toString().split("\\s+", -1))
                  .filter(queue -> !queue.isEmpty())
                  .distinct()
                  .toList();
        };
    if (!queues.isEmpty()) {
      paths.put(path, queues);
    }
  }
}
