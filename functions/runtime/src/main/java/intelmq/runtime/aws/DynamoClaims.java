package intelmq.runtime.aws;

import intelmq.bot.Batch;
import intelmq.bot.port.Claims;
import intelmq.harmonization.Sha256;
import intelmq.runtime.Envelope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Claims in the table of facts, an item per root batch and recipients: {@code report} and {@code
 * fact} (the key: {@code claim/<stage>/<root batch>/<hash of the recipients>}), the sets {@code
 * claimed} and {@code confirmed} of ordinals, {@code until} (epoch seconds, when the last claimer
 * is stopped), {@code claimer} (who that was) and {@code expires} (the table's time to live).
 *
 * <p>That nothing is claimed twice rests on the sets and on {@code claimer}, never on clocks: a
 * clock that is wrong can only make a claim look abandoned too early or too late.
 */
public final class DynamoClaims implements Claims {
  /** What is replayed later than this is done again: twice as long as reports are kept. */
  private static final Duration LIFETIME = Duration.ofDays(180);

  /** What else is claimed under the same key meanwhile is another part of the same batch. */
  private static final int MOST_ROUNDS = 20;

  private static final int HASH_DIGITS = 32;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String stage;
  private final InstantSource clock;

  /** Claims of a stage in a table. */
  public DynamoClaims(DynamoDbClient dynamoDb, String table, String stage, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public Claim claim(Batch batch, String recipients, List<String> ordinals) throws IOException {
    Map<String, AttributeValue> key =
        Map.of(
            "report",
            AttributeValue.fromS(batch.report()),
            "fact",
            AttributeValue.fromS(
                "claim/" + stage + "/" + Envelope.root(batch.id()) + "/" + hash(recipients)));
    // new for each claim, so that a claim whose answer was lost is known again as ours
    String claimer = UUID.randomUUID().toString();
    Item seen = Item.NONE;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Set<String> open = seen.without(ordinals);
      if (open.isEmpty()) {
        return new Made(key, claimer, seen.states(ordinals, open, clock.instant()));
      }
      try {
        add(key, claimer, open, seen, batch.deadline());
        return new Made(key, claimer, seen.states(ordinals, open, clock.instant()));
      } catch (ConditionalCheckFailedException e) {
        Item now = Item.of(e.item());
        if (now.claimer().equals(claimer)) {
          // the call was repeated for want of an answer: the first had done it, on what was seen
          return new Made(key, claimer, seen.states(ordinals, open, clock.instant()));
        }
        seen = now;
      } catch (DynamoDbException e) {
        if (AwsFailures.isInvalid(e)) {
          // more than 400 KB of ordinals: waiting would not help
          throw new IllegalStateException("too many events of " + batch.id() + " to claim", e);
        }
        throw AwsFailures.io("cannot write to table " + table, e);
      } catch (SdkException e) {
        throw AwsFailures.io("cannot write to table " + table, e);
      }
    }
    throw new IOException("claims of " + batch.id() + " change all the time in table " + table);
  }

  /** Adds claims if nobody else has added any since the item was seen. */
  private void add(
      Map<String, AttributeValue> key,
      String claimer,
      Collection<String> ordinals,
      Item seen,
      Instant deadline) {
    Instant until = deadline.isAfter(seen.until()) ? deadline : seen.until();
    var values = new LinkedHashMap<String, AttributeValue>();
    values.put(":ordinals", AttributeValue.fromSs(List.copyOf(ordinals)));
    values.put(":until", number(until));
    values.put(":expires", number(clock.instant().plus(LIFETIME)));
    values.put(":claimer", AttributeValue.fromS(claimer));
    if (!seen.claimer().isEmpty()) {
      values.put(":seen", AttributeValue.fromS(seen.claimer()));
    }
    dynamoDb.updateItem(call ->
        call.tableName(table)
            .key(key)
            .updateExpression(
                "ADD claimed :ordinals SET #until = :until, expires = :expires, claimer = :claimer")
            .conditionExpression(
                seen.claimer().isEmpty() ? "attribute_not_exists(claimer)" : "claimer = :seen")
            .expressionAttributeNames(Map.of("#until", "until"))
            .expressionAttributeValues(values)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  /** Addresses are personal data, which the table does not hold. */
  private static String hash(String recipients) {
    return Sha256.hex(recipients, HASH_DIGITS);
  }

  private static AttributeValue number(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }

  /** An item as it was read. */
  private record Item(Set<String> claimed, Set<String> confirmed, Instant until, String claimer) {
    static final Item NONE = new Item(Set.of(), Set.of(), Instant.EPOCH, "");

    static Item of(Map<String, AttributeValue> item) {
      AttributeValue until = item.get("until");
      AttributeValue claimer = item.get("claimer");
      return new Item(
          set(item, "claimed"),
          set(item, "confirmed"),
          until == null ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(until.n())),
          claimer == null ? "" : claimer.s());
    }

    private static Set<String> set(Map<String, AttributeValue> item, String name) {
      AttributeValue value = item.get(name);
      return value == null ? Set.of() : new HashSet<>(value.ss());
    }

    Set<String> without(List<String> ordinals) {
      var open = new LinkedHashSet<>(ordinals);
      open.removeAll(claimed);
      open.removeAll(confirmed);
      return open;
    }

    Map<String, State> states(List<String> ordinals, Set<String> ours, Instant now) {
      var states = new LinkedHashMap<String, State>();
      for (String ordinal : ordinals) {
        states.put(ordinal, ours.contains(ordinal) ? State.OURS : state(ordinal, now));
      }
      return states;
    }

    private State state(String ordinal, Instant now) {
      if (confirmed.contains(ordinal)) {
        return State.CONFIRMED;
      }
      return until.isAfter(now) ? State.HELD : State.UNCONFIRMED;
    }
  }

  /** A claim in the table. */
  private final class Made implements Claim {
    private final Map<String, AttributeValue> key;
    private final String claimer;
    private final Map<String, State> states;

    Made(Map<String, AttributeValue> key, String claimer, Map<String, State> states) {
      this.key = key;
      this.claimer = claimer;
      this.states = Collections.unmodifiableMap(states);
    }

    @Override
    public Map<String, State> states() {
      return states;
    }

    @Override
    public void confirm() throws IOException {
      try {
        dynamoDb.updateItem(call ->
            call.tableName(table)
                .key(key)
                .updateExpression("ADD confirmed :ordinals")
                .expressionAttributeValues(Map.of(":ordinals", ours())));
      } catch (SdkException e) {
        throw AwsFailures.io("cannot write to table " + table, e);
      }
    }

    /** Of the last claimer alone: a call that comes late would release what others claimed. */
    @Override
    public void release() throws IOException {
      try {
        dynamoDb.updateItem(call ->
            call.tableName(table)
                .key(key)
                .updateExpression("DELETE claimed :ordinals")
                .conditionExpression("claimer = :claimer")
                .expressionAttributeValues(
                    Map.of(":ordinals", ours(), ":claimer", AttributeValue.fromS(claimer))));
      } catch (ConditionalCheckFailedException _) {
        // stays claimed
      } catch (SdkException e) {
        throw AwsFailures.io("cannot write to table " + table, e);
      }
    }

    private AttributeValue ours() {
      return AttributeValue.fromSs(
          states.entrySet().stream()
              .filter(state -> state.getValue() == State.OURS)
              .map(Map.Entry::getKey)
              .toList());
    }
  }
}
