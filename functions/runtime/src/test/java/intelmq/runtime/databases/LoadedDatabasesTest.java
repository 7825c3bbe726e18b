package intelmq.runtime.databases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class LoadedDatabasesTest {
  private static final Source SOURCE = new Source("s3://databases/list.txt");

  private Instant now = Instant.parse("2026-11-23T13:00:00Z");
  private String object = "";
  private int version;
  private Instant modified = now;
  private final List<String> asked = new ArrayList<>();
  private CountDownLatch mayRead = new CountDownLatch(0);
  private final LoadedDatabases databases = new LoadedDatabases(this::read, () -> now);

  @Test
  void aTextIsReadAtOnce() throws IOException {
    assertThat(open(new Source("a")).get()).isEqualTo("<a>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(new Source("wrong")))
        .withMessage("list: no list");
    assertThat(asked).isEmpty();
  }

  @Test
  void anObjectIsReadWhenItIsUsedAndLookedAtOnceAMinute() throws IOException {
    put("a");
    Database<String> database = open(SOURCE);
    assertThat(asked).isEmpty();
    assertThat(database.get()).isEqualTo("<a>");
    put("b");
    now = now.plusSeconds(59);
    assertThat(database.get()).isEqualTo("<a>");
    now = now.plusSeconds(1);
    assertThat(database.get()).isEqualTo("<b>");
    now = now.plusSeconds(60);
    assertThat(database.get()).isEqualTo("<b>");
    assertThat(asked).containsExactly("", "1", "2");
    assertThat(databases.takeWarnings()).isEmpty();
  }

  @Test
  void whatIsMissingFailsUntilItIsThere() throws IOException {
    Database<String> database = open(SOURCE);
    database.check();
    assertThatIOException()
        .isThrownBy(database::get)
        .withMessage("list: s3://databases/list.txt: there is no such object");
    put("a");
    assertThat(database.get()).isEqualTo("<a>");
  }

  @Test
  void whatIsWrongFailsUntilItIsRight() throws IOException {
    put("wrong");
    Database<String> database = open(SOURCE);
    String message = "list: s3://databases/list.txt: no list";
    assertThatIOException().isThrownBy(database::get).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(database::check).withMessage(message);
    put("a");
    database.check();
    assertThat(database.get()).isEqualTo("<a>");
  }

  @Test
  void whatIsWrongOrMissingDoesNotTakeThePlaceOfTheOneBefore() throws IOException {
    put("a");
    Database<String> database = open(SOURCE);
    database.check();
    put("wrong");
    for (int i = 0; i < 3; i++) {
      now = now.plusSeconds(60);
      assertThat(database.get()).isEqualTo("<a>");
    }
    assertThat(asked).as("what is wrong is read once").containsExactly("", "1", "2", "2");
    assertThat(databases.takeWarnings())
        .containsExactly(
            "list: s3://databases/list.txt of 2026-11-23T13:00:00Z is still used, for there is none"
                + " in its place: list: s3://databases/list.txt: no list");
    object = "";
    now = now.plusSeconds(60);
    assertThat(database.get()).isEqualTo("<a>");
    assertThat(databases.takeWarnings()).hasSize(1);
    put("b");
    now = now.plusSeconds(60);
    assertThat(database.get()).isEqualTo("<b>");
    assertThat(databases.takeWarnings()).isEmpty();
  }

  @Test
  void whatIsStaleIsSaidOnce() throws IOException {
    put("a");
    now = now.plus(Databases.STALE).plusSeconds(1);
    Database<String> database = open(SOURCE);
    for (int i = 0; i < 3; i++) {
      assertThat(database.get()).isEqualTo("<a>");
      now = now.plusSeconds(60);
    }
    assertThat(databases.takeWarnings()).singleElement().asString().contains("is stale");
    databases.open("list", SOURCE, Databases.NEVER_STALE, LoadedDatabasesTest::parse).get();
    assertThat(databases.takeWarnings()).isEmpty();
  }

  @Test
  void aReferenceWithoutKeyIsRefused() {
    for (String wrong : List.of("s3://", "s3://bucket", "s3://bucket/", "s3:///key")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> open(new Source(wrong)))
          .withMessage("list: must be s3://bucket/key, not '" + wrong + "'");
    }
  }

  /** Threads that come while one reads the next version go on with the one before. */
  @Test
  void oneThreadReadsAndTheOthersGoOn()
      throws ExecutionException, IOException, InterruptedException, TimeoutException {
    put("a");
    Database<String> database = open(SOURCE);
    assertThat(database.get()).isEqualTo("<a>");
    put("b");
    now = now.plusSeconds(60);
    mayRead = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> reader = threads.submit(database::get);
      while (asked.size() < 2) {
        Thread.onSpinWait();
      }
      assertThat(database.get()).isEqualTo("<a>");
      mayRead.countDown();
      assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo("<b>");
    }
    assertThat(database.get()).isEqualTo("<b>");
    assertThat(asked).hasSize(2);
  }

  @Test
  void otherFailuresPassThrough() {
    put("a");
    Database<String> database =
        databases.open(
            "list",
            SOURCE,
            Duration.ofDays(1),
            content -> {
              throw new UncheckedIOException(new IOException("a defect"));
            });
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(database::get);
  }

  private Database<String> open(Source source) {
    return databases.open("list", source, Databases.STALE, LoadedDatabasesTest::parse);
  }

  private static String parse(byte[] content) {
    String text = new String(content, UTF_8);
    if (text.equals("wrong")) {
      throw new IllegalArgumentException("no list");
    }
    return "<" + text + ">";
  }

  private void put(String content) {
    object = content;
    version++;
    modified = now;
  }

  private void read(Source source, String known, DatabaseStore.Sink sink) throws IOException {
    asked.add(known);
    try {
      mayRead.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (object.isEmpty()) {
      throw new IOException("there is no such object");
    }
    if (!known.equals(String.valueOf(version))) {
      sink.take(object.getBytes(UTF_8), String.valueOf(version), modified);
    }
  }
}
