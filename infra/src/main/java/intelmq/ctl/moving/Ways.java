package intelmq.ctl.moving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the events of a bot go.
 *
 * @param paths the ids of the bots that get them, by path
 * @param remarks what is different from IntelMQ
 */
record Ways(Map<String, List<String>> paths, List<String> remarks) {
  Ways {
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    remarks = List.copyOf(remarks);
  }

  /** The same, and where nothing is said the events of the default path go to a bot. */
  Ways orElse(String bot) {
    if (paths.containsKey(Destinations.DEFAULT)) {
      return this;
    }
    var all = new LinkedHashMap<String, List<String>>();
    all.put(Destinations.DEFAULT, List.of(bot));
    all.putAll(paths);
    var more = new ArrayList<>(remarks);
    more.add("no bot here gets what leaves on _default: it goes to the stage " + bot);
    return new Ways(all, more);
  }
}
