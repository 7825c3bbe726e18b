package intelmq.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.BotLoader;
import intelmq.runtime.Environment;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.http.HttpPort;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters may name what fields the deployment has, and no others. */
class OwnFieldsInParametersTest {
  /** A field more, and one less. */
  private static final Harmonization OWN =
      Harmonization.parse(
          Harmonization.standard()
              .toJson()
              .replace("\"source.port\"", "\"source.unit\"")
              .replaceFirst("\"length\": 5,", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PARSER | csv: {columns: [FIELD]}",
        "PARSER | csv: {columns: [source.ip], default_fields: {FIELD: 1}}",
        "PARSER | csv: {columns: [source.ip], compose_fields: {FIELD: '{0}'}}",
        "EXPERT | filter: {filter_key: FIELD, filter_value: 1, filter_action: keep}",
        "EXPERT | deduplicator: {table: t, filter_keys: [FIELD]}",
        "EXPERT | url: {skip_fields: [FIELD]}",
        "OUTPUT | file: {bucket: b, single_key: FIELD}",
        "OUTPUT | ses: {mail_from: a@example.org, fieldnames: [FIELD]}",
        "OUTPUT | ses: {mail_from: a@example.org, fieldnames: [], subject: '{ev[FIELD]}'}",
      })
  void fieldsAreThoseOfTheDeployment(Kind kind, String bot) {
    assertThat(start(kind, bot.replace("FIELD", "source.unit"), OWN)).isNotNull();
    refused(kind, bot, "source.port", OWN);
    assertThat(start(kind, bot.replace("FIELD", "source.port"), Harmonization.standard()))
        .isNotNull();
    refused(kind, bot, "source.unit", Harmonization.standard());
  }

  private static void refused(Kind kind, String bot, String field, Harmonization harmonization) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> start(kind, bot.replace("FIELD", field), harmonization))
        .withMessageContaining("there is no field '" + field + "'");
  }

  private static Object start(Kind kind, String bot, Harmonization harmonization) {
    var ports =
        new AwsPorts(
            new AwsClients(Map.of("AWS_REGION", "eu-central-1")),
            new Environment(Map.of("STAGE", "stage", "FACTS_TABLE", "facts")),
            InstantSource.system(),
            () -> new HttpPort(Map.of()),
            harmonization);
    return new BotLoader(kind).load(bot, ports, _ -> () -> "").getFirst().bot();
  }
}
