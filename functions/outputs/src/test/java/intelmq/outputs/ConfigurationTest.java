package intelmq.outputs;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.runtime.BotLoader;
import intelmq.testkit.FakePorts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the parameters is said when a function starts. */
final class ConfigurationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "file: {} | 'bucket' is missing",
        "file: {bucket: b, format_filename: true, file: '{event[source.ipp]}'} | 'source.ip'?",
        "file: {bucket: b, format_filename: true, file: '{ev[source.ip]}'} | must look like",
        "file: {bucket: b, format_filename: true, file: '{event[source.ip]:>5}'} | times alone",
        "file: {bucket: b, format_filename: true, file: '{event[time.source]:%Q}'} | 'file': the",
        "file: {bucket: b, single_key: source.ipp} | did you mean 'source.ip'?",
        "dynamodb: {table: t, ttl_days: -1} | 'ttl_days' must be",
        "opensearch: {elastic_host: h, rotate_index: hourly} | 'rotate_index' must be",
        "opensearch: {elastic_host: h, ssl_ca_certificate: a.pem} | 'ssl_ca_certificate' is not",
        "restapi: {host: events.example.com} | 'host' must be a URL",
        "restapi: {host: 'https://x', auth_type: http_header} | needs both 'auth_token_name'",
        "restapi: {host: 'https://x', auth_type: bearer} | 'auth_type' must be one of",
        "sql: {engine: sqlite} | does not outlive a function",
        "sql: {host: 'db/x?socketFactory=y'} | 'host' must be",
        "sql: {sslmode: verify} | 'sslmode' must be",
        "sql: {fields: [source.ipp]} | did you mean 'source.ip'?",
        "ses: {mail_from: a@example.com, subject: '{ev[source.ipp]}'} | did you mean 'source.ip'?",
        "ses: {mail_from: a@example.com, text: '{event[source.ip]}'} | must look like",
        "ses: {mail_from: a@example.com, text: '{ev[source.ip'} | parameter 'text'",
        "ses: {mail_from: a@example.com, fieldnames: 'source.ip,sourceasn'} | 'fieldnames'",
        "smtp: {mail_from: a@example.com, smtp_username: cert} | need each other",
        "smtp: {mail_from: a@example.com, smtp_port: 0} | 'smtp_port'",
        "smtp: {mail_from: a@example.com, smtp_hots: x} | did you mean 'smtp_host'?",
        "ses: {mail_from: a@example.com, interval: month} | 'interval'",
        "ses: {mail_form: a@example.com} | did you mean 'mail_from'?",
      })
  void isRefused(String bot, String message) {
    var loader = new BotLoader(BotSpec.Kind.OUTPUT);
    var ports =
        FakePorts.with((request, settings) -> {
          throw new AssertionError("nothing is sent at start");
        });
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> loader.load(bot, ports, secret -> () -> secret))
        .withMessageContaining(message);
  }
}
