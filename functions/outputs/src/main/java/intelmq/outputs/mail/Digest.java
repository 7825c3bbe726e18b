package intelmq.outputs.mail;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.port.Claims;
import intelmq.bot.port.Claims.Claim;
import intelmq.bot.port.Claims.State;
import intelmq.bot.port.Mailer;
import intelmq.bot.port.Mailer.Result.NotSent;
import intelmq.bot.port.Mailer.Result.Refused;
import intelmq.bot.port.Mailer.Result.Sent;
import intelmq.bot.port.Mailer.Result.Unknown;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mail with the events of many batches, each batch claimed before and confirmed after. */
final class Digest {
  private final List<String> to;
  private final Map<String, List<Item>> keys = new LinkedHashMap<>();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, State> states = new HashMap<>();

  /** What became of the events that are ours. */
  private Delivery outcome = Delivery.DELIVERED;

  Digest(List<String> to) {
    this.to = List.copyOf(to);
  }

  List<String> to() {
    return to;
  }

  /** Adds what is in the spool; an event that is there twice is added once. */
  void add(String key, Gathered gathered) {
    keys.put(key, gathered.items());
    for (Item item : gathered.items()) {
      if (ids.add(item.id())) {
        // parts of a batch share their claims
        parts
            .computeIfAbsent(Batch.root(gathered.batch()), root -> new Part(root, gathered))
            .items
            .add(item);
      }
    }
  }

  /** Claims all events; none if that fails. */
  void claim(Claims claims, Instant deadline) throws IOException {
    var made = new ArrayList<Claim>();
    try {
      for (Part part : parts.values()) {
        Claim claim =
            claims.claim(
                part.batch(part.items, deadline),
                String.join(",", to),
                part.items.stream().map(part::ordinal).toList());
        made.add(claim);
        part.claim = claim;
        part.items.forEach(item ->
            states.put(item.id(), Objects.requireNonNull(claim.states().get(part.ordinal(item)))));
      }
    } catch (IOException e) {
      made.forEach(claim -> Letters.note(claim::release));
      throw e;
    }
    parts.values().forEach(part -> part.deadline = deadline);
  }

  /** The events that nobody else has claimed. */
  List<Item> ours() {
    return parts.values().stream()
        .flatMap(part -> part.items.stream())
        .filter(item -> states.get(item.id()) == State.OURS)
        .toList();
  }

  /**
   * Notes what became of the mail with the events that are ours.
   *
   * @throws IOException if mail cannot be sent at present: they are there as before
   */
  void sent(Mailer.Result result) throws IOException {
    switch (result) {
      case Sent() -> claims().forEach(claim -> Letters.note(claim::confirm));
      case Refused(String reason) -> {
        claims().forEach(claim -> Letters.note(claim::release));
        outcome = new Rejected("mail-refused", reason);
      }
      case NotSent(String reason) -> {
        claims().forEach(claim -> Letters.note(claim::release));
        throw new IOException(reason);
      }
      case Unknown(String reason) -> outcome = Letters.unconfirmed(reason);
    }
  }

  /** What became of events, but of those that others have mailed or may be mailing. */
  Map<Batch, List<Delivery>> deliveries() {
    var all = new LinkedHashMap<Batch, List<Delivery>>();
    for (Part part : parts.values()) {
      var items = new ArrayList<Item>();
      var deliveries = new ArrayList<Delivery>();
      for (Item item : part.items) {
        switch (Objects.requireNonNull(states.get(item.id()))) {
          case OURS -> {
            items.add(item);
            deliveries.add(outcome);
          }
          case UNCONFIRMED -> {
            items.add(item);
            deliveries.add(Letters.unconfirmed("a function ended before it could say"));
          }
          case CONFIRMED, HELD -> {}
        }
      }
      if (!items.isEmpty()) {
        all.put(part.batch(items, part.deadline), deliveries);
      }
    }
    return all;
  }

  /** What can leave the spool. */
  List<String> done() {
    return keys.entrySet().stream()
        .filter(entry ->
            entry.getValue().stream().noneMatch(item -> states.get(item.id()) == State.HELD))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The claims with events that are ours. */
  private List<Claim> claims() {
    return parts.values().stream()
        .map(part -> Objects.requireNonNull(part.claim))
        .filter(claim -> claim.states().containsValue(State.OURS))
        .toList();
  }

  /** The events of a batch, with all that was split off it. */
  private static final class Part {
    private final String root;
    private final Gathered gathered;
    private final List<Item> items = new ArrayList<>();
    private Instant deadline = Instant.MIN;
    private @Nullable Claim claim;

    Part(String root, Gathered gathered) {
      this.root = root;
      this.gathered = gathered;
    }

    Batch batch(List<Item> some, Instant until) {
      return new Batch(root, gathered.report(), gathered.day(), until, some);
    }

    String ordinal(Item item) {
      return item.id().substring(gathered.report().length() + 1);
    }
  }
}
