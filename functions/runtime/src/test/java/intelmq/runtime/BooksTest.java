package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.runtime.Books.Disposition;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BooksTest {
  @Test
  void balanceWhenEveryUnitBecameSomething() {
    var books = new Books();
    assertThat(books.balanced()).isTrue();
    books.receive(3);
    books.count(Disposition.FORWARDED, 2);
    assertThat(books.balanced()).isFalse();
    books.drop("rule");
    assertThat(books.balanced()).isTrue();
    books.count(Disposition.ABSORBED, 1);
    assertThat(books.balanced()).isFalse();
  }

  @Test
  void areAnErrorInTheLogWhenTheyDoNotBalance() {
    var logged = new ArrayList<String>();
    var log = new Log(logged::add, Fixture.CLOCK, Map.of("stage", "s"));
    var books = new Books();
    books.receive(1);
    log.books(books);
    books.drop("rule");
    books.send("https://sqs.example/1/a", 2);
    log.books(books);
    assertThat(logged)
        .containsExactly(
            """
            {"time":"2026-11-23T13:00:30Z","level":"error","message":"books","stage":"s",\
            "books":{"received":1,"forwarded":0,"dropped":0,"quarantined":0,"deferred":0,\
            "absorbed":0,"sent":{}}}\
            """,
            """
            {"time":"2026-11-23T13:00:30Z","level":"info","message":"books","stage":"s",\
            "books":{"received":1,"forwarded":0,"dropped":1,"quarantined":0,"deferred":0,\
            "absorbed":0,"sent":{"a":2},"rules":{"rule":1}}}\
            """);
  }
}
