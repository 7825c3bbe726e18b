package intelmq.ctl.moving;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.runtime.BotLoader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, rates and advice. */
final class MovingPartsTest {
  private static final List<BotSpec> CATALOGUE =
      ServiceLoader.load(Catalog.class, BotLoader.class.getClassLoader()).stream()
          .flatMap(catalog -> catalog.get().bots().stream())
          .toList();

  @Test
  void namesAreAllowedAndGivenOnce() {
    var names = new Names(Set.of("Storage", "Storage2"));
    assertThat(names.stage("My_Expert.2")).isEqualTo("my-expert-2");
    assertThat(names.stage("my-expert-2")).isEqualTo("my-expert-2-2");
    assertThat(names.stage("6to4")).isEqualTo("bot-6to4");
    assertThat(names.stage("statistics")).isEqualTo("statistics-2");
    String longName = "a-name-that-is-much-longer-than-names-are";
    assertThat(names.feed(longName)).isEqualTo("a-name-that-is-much-longer-than");
    assertThat(names.feed(longName)).isEqualTo("a-name-that-is-much-longer-th-2");
    assertThat(names.feed("list")).isEqualTo("list");
    assertThat(names.stage("list-parser")).as("the feed's").isEqualTo("list-parser-2");
    assertThat(names.block("storage")).isEqualTo("StorageBlock2");
    assertThat(names.block("a-b")).isEqualTo("AB");
  }

  @ParameterizedTest
  @CsvSource({
    "http, , rate(1 hour)",
    "mail_url, , rate(1 minute)",
    "shadowserver_reports_api, , rate(1 day)",
    "http, 0, rate(1 minute)",
    "http, 61, rate(2 minutes)",
    "http, 7200, rate(2 hours)",
    "http, 5400.5, rate(91 minutes)",
    "http, 172800, rate(2 days)",
    "http, often, rate(1 hour)",
  })
  void rates(String collector, String rateLimit, String schedule) {
    BotSpec spec =
        CATALOGUE.stream().filter(bot -> bot.name().equals(collector)).findFirst().orElseThrow();
    assertThat(Rate.of(spec, rateLimit)).isEqualTo(schedule);
  }

  @Test
  void adviceIsForBotsThatAreNotHere() {
    assertThat(Alternatives.modules())
        .hasSizeGreaterThan(5)
        .doesNotContainAnyElementsOf(CATALOGUE.stream().map(BotSpec::upstream).toList());
  }

  @Test
  void differencesAreThoseOfTheParameter() {
    var differences =
        new KnownDifferences(
            """
            Experts:
            - all: `table` is no Redis.
            - filter (old): regular expressions are RE2's. `not_after` is
              a time. Lists are lists.
            """);
    BotSpec filter =
        CATALOGUE.stream().filter(bot -> bot.name().equals("filter")).findFirst().orElseThrow();
    assertThat(differences.of(filter, "not_after")).hasValue("`not_after` is a time");
    assertThat(differences.of(filter, "table")).isEmpty();
    assertThat(differences.differs(filter)).isTrue();
  }
}
