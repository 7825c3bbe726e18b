package intelmq.ctl.moving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stages in the order in which events go through them, and the ways that lead back. */
final class StageOrder {
  private final Map<String, Ways> ways;
  private final List<String> order = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final Set<String> open = new HashSet<>();
  private final Set<List<String>> back = new HashSet<>();

  /**
   * An order.
   *
   * @param ways of each stage, by its id
   */
  StageOrder(Map<String, Ways> ways) {
    this.ways = new LinkedHashMap<>(ways);
    ways.keySet().forEach(this::visit);
  }

  /** The stages' ids. */
  List<String> stages() {
    return order.reversed();
  }

  /** Whether a way leads to a stage that was passed before. */
  boolean isBack(String from, String to) {
    return back.contains(List.of(from, to));
  }

  private void visit(String stage) {
    if (!done.add(stage)) {
      return;
    }
    open.add(stage);
    Ways next = ways.get(stage);
    if (next != null) {
      next.paths().values().stream()
          .flatMap(Collection::stream)
          .distinct()
          .forEach(to -> {
            if (open.contains(to)) {
              back.add(List.of(stage, to));
            } else {
              visit(to);
            }
          });
    }
    open.remove(stage);
    order.add(stage);
  }
}
