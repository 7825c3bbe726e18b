package intelmq.collectors;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.runtime.BotLoader;
import intelmq.testkit.FakePorts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said when a collector starts, what a migrated configuration has is taken. */
class ConfigurationTest {
  private static final String HTTP = "http: {http_url: 'http://example.com/'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "verify_pgp_signatures: true|needs 'signature_url' and 'gpg_keyring'",
        "verify_pgp_signatures: true, signature_url: 'http://example.com/a.asc'|needs 'signature_url' and 'gpg_keyring'",
        "verify_pgp_signatures: true, signature_url: 'ftp://example.com/a', gpg_keyring: a|'signature_url'",
        "verify_pgp_signatures: true, signature_url: 'http://example.com/a.asc', gpg_keyring: /keys|gpg_keyring: it is no OpenPGP key ring",
        "extract_files: 5|'extract_files' must be true, false or a list",
        "http_url_formatting: daily|'http_url_formatting' must be true, false or a map",
        "http_ulr: a|http_url",
      })
  void mistakesAreRefused(String parameter, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(HTTP + ", " + parameter + "}"))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HTTP
            + ", verify_pgp_signatures: false, signature_url: null, gpg_keyring: null,"
            + " rate_limit: 3600, extract_files: null, http_url_formatting: false}",
        "file: {path: /tmp/, postfix: .csv, chunk_size: 1000, chunk_replicate_header: true}",
        "file",
      })
  void switchedOffParametersAreTaken(String yaml) {
    assertThatCode(() -> load(yaml)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{secret: s}|'api_key' is missing",
        "{api_key: k}|'secret' is missing",
        "{api_key: k, secret: s, api_url: 'ftp://example.com/'}|'api_url' must",
        "{api_key: k, secret: s, redis_cache_ttl: 60}|'redis_cache_ttl' must",
        "{api_key: k, secret: s, typs: [scan_smb]}|did you mean 'types'?",
      })
  void reportsApiNeedsKeyAndSecret(String parameters, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load("shadowserver_reports_api: " + parameters))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "mail_user: u, mail_password: p|'mail_host' is missing",
        "mail_host: h, mail_user: u|'mail_password' is missing",
        "mail_host: h, mail_user: u, mail_password: p, mail_port: 70000|'mail_port' must",
        "mail_host: h, mail_user: u, mail_password: p, subject_regex: '('|'subject_regex' must be a",
        "mail_host: h, mail_user: u, mail_password: p, attach_regex: '[a'|'attach_regex' must be a",
        "mail_host: h, mail_user: u, mail_password: p, extract_files: 5|'extract_files' must be",
        "mail_host: h, mail_user: u, mail_password: p, subject_regx: a|did you mean 'subject_regex'?",
      })
  void mailboxesNeedServerAndUser(String parameters, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load("mail_attach: {" + parameters + "}"))
        .withMessageContaining(message);
  }

  private static void load(String yaml) {
    new BotLoader(Kind.COLLECTOR).load(yaml, FakePorts.withoutWeb(), secret -> () -> secret);
  }
}
