package intelmq.prove;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part of the proof came to.
 *
 * @param name of the part
 * @param measured numbers and texts, by what they are
 * @param failures what is wrong, a sentence each; none if it is proved
 */
record Part(String name, Duration time, Map<String, Object> measured, List<String> failures) {
  Part {
    measured = new LinkedHashMap<>(measured);
    failures = List.copyOf(failures);
  }

  boolean proved() {
    return failures.isEmpty();
  }

  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("proved", proved());
    map.put("seconds", time.toSeconds());
    map.put("measured", measured);
    map.put("failures", failures);
    return map;
  }
}
