package intelmq.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.bot.BatchExpert;
import intelmq.bot.Collector;
import intelmq.bot.Expert;
import intelmq.bot.Outcome;
import intelmq.bot.Output;
import intelmq.bot.Parser;
import intelmq.bot.Verdict;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Values;
import intelmq.harmonization.Event;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CatalogProcessorTest {
  private static final Map<String, Object> REQUIRED =
      Map.of("http_url", "https://example.org/feed", "LINES", 7, "api_key", "key");

  private final Built module = Built.all();

  @Test
  void registersOneCatalogueInTheCommonPackage() {
    assertThat(module.resource("META-INF/services/intelmq.bot.config.Catalog"))
        .isEqualTo("bots.BotCatalog\n");
  }

  @Test
  void takesThePackageOfASingleBot() {
    assertThat(
            Built.compile("bots/parse/LinesParser.java")
                .resource("META-INF/services/intelmq.bot.config.Catalog"))
        .isEqualTo("bots.parse.BotCatalog\n");
  }

  @Test
  void buildsACollectorWithAllTypesOfParameters() {
    assertThat(create(Kind.COLLECTOR, "fetch", REQUIRED))
        .isInstanceOf(Collector.class)
        .asString()
        .isEqualToIgnoringWhitespace(
            """
            Config[feed=FeedInfo[name=null, provider=null, code=null, documentation=null,
            accuracy=100.0], httpUrl=https://example.org/feed, method=GET, otherMethod=null,
            skip=[a.b, c], take=null, labels={a=1}, moreLabels=null, rules={}, moreRules=null,
            anything=5, nothing=null, lines=7, most=-1, fewest=null, characters=null, share=null,
            strict=null, delimiter=,, apiKey=secret key, settings=HttpSettings[httpHeader={},
            httpUserAgent=IntelMQ Serverless, httpVerifyCert=true, httpProxy=null, httpsProxy=null,
            httpTimeoutSec=30, httpTimeoutMaxTries=3, httpUsername=null, httpPassword=null, sslClientCert=null,
            maxBytes=5368709120, allowedNetworks=[]]] http clock
            """);
  }

  @Test
  void givesTheBotWhatIsConfigured() {
    var given = new HashMap<String, Object>(REQUIRED);
    given.put("name", "Example feed");
    given.put("other_method", "post_form");
    given.put("take", List.of("c"));
    given.put("more_labels", Map.of("b", "2"));
    given.put("more_rules", Map.of("r", 1));
    given.put("nothing", 3);
    given.put("fewest", 1);
    given.put("characters", 2);
    given.put("share", 0.5);
    given.put("strict", true);
    given.put("http_password", "password");
    given.put("logging_level", "DEBUG");

    assertThat(create(Kind.COLLECTOR, "fetch", given))
        .asString()
        .contains(
            "[name=Example feed,",
            "otherMethod=POST_FORM,",
            "take=[c],",
            "moreLabels={b=2},",
            "moreRules={r=1},",
            "nothing=3,",
            "fewest=1, characters=2, share=0.5, strict=true,",
            "httpPassword=secret password,");
  }

  @Test
  void buildsAParserWithoutParameters() {
    @SuppressWarnings("unchecked") // the source says so
    var parser = (Parser<String>) create(Kind.PARSER, "lines", Map.of());

    assertThat(parser.parse("a", new Report())).isEqualTo(new Outcome.Skipped("a"));
  }

  @Test
  void buildsAnExpert() throws IOException, InterruptedException {
    var expert = (Expert) create(Kind.EXPERT, "mark", Map.of("reason", "old"));

    assertThat(expert.process(new Event())).isEqualTo(new Verdict.Drop("old"));
  }

  @Test
  void buildsAnExpertForBatches() {
    assertThat(create(Kind.EXPERT, "ask-table", Map.of())).isInstanceOf(BatchExpert.class);
  }

  @Test
  void buildsAnOutputOfTheSameNameAsAnExpert() {
    assertThat(create(Kind.OUTPUT, "mark", Map.of("tries", true))).isInstanceOf(Output.class);
  }

  @Test
  void namesTheBotWhoseConfigRefuses() {
    assertThatThrownBy(() -> create(Kind.OUTPUT, "mark", Map.of("tries", false)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("output 'mark': 'tries' must be true without 'retries'");
  }

  @Test
  void specifiesBots() {
    BotSpec bot = module.bot(Kind.COLLECTOR, "fetch");

    assertThat(bot.upstream()).isEqualTo("intelmq.bots.collectors.fetch.collector");
    assertThat(bot.summary()).isEqualTo("Fetches a report by `GET` & stores it.");
    assertThat(bot.ignored()).containsExactly("logging_level", "ssl_client_certificate");
    assertThat(bot.params())
        .extracting(ParamSpec::name)
        .startsWith("name", "provider", "code", "documentation", "accuracy", "http_url")
        .endsWith(
            "api_key",
            "http_header",
            "http_user_agent",
            "http_verify_cert",
            "http_proxy",
            "https_proxy",
            "http_timeout_sec",
            "http_timeout_max_tries",
            "http_username",
            "http_password",
            "ssl_client_cert",
            "max_bytes",
            "allowed_networks");
  }

  @Test
  void specifiesParameters() {
    double infinite = Double.POSITIVE_INFINITY;

    assertThat(module.bot(Kind.COLLECTOR, "fetch").params())
        .contains(
            new ParamSpec(
                "http_url",
                ParamType.TEXT,
                true,
                null,
                "Where it is, or `a|b`.",
                List.of(),
                -infinite,
                infinite,
                "https?://.+"),
            new ParamSpec(
                "method",
                ParamType.CHOICE,
                false,
                "\"get\"",
                "How to ask.",
                List.of("get", "post_form"),
                -infinite,
                infinite,
                ""),
            new ParamSpec(
                "LINES",
                ParamType.INTEGER,
                true,
                null,
                "Lines.",
                List.of(),
                1,
                Integer.MAX_VALUE,
                ""),
            new ParamSpec(
                "http_password",
                ParamType.SECRET,
                false,
                null,
                "Password for basic authentication.",
                List.of(),
                -infinite,
                infinite,
                ""));
  }

  private Object create(Kind kind, String name, Map<String, ?> given) {
    BotSpec bot = module.bot(kind, name);
    return bot.create(Values.of(bot, given, NamedSecret::new), new FakePorts());
  }
}
