package intelmq.experts;

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
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          deduplicator                                              ; 'table' is missing
          deduplicator: {table: t, filter_keys: [source.ipp]}       ; did you mean 'source.ip'?
          deduplicator: {table: t, filter_type: greylist}           ; 'filter_type' must be one of whitelist, blacklist
          deduplicator: {table: t, filter_type: whitelst}           ; did you mean 'whitelist'?
          deduplicator: {table: t, redis_cache_ttl: -1}             ; 'redis_cache_ttl' must be whole number of at least 0
          deduplicator: {table: t, redis_cache_tll: 1}              ; did you mean 'redis_cache_ttl'?
          taxonomy: {overwrite: true}                               ; there is no parameter 'overwrite'
          url: {overwrite: maybe}                                   ; 'overwrite' must be true or false
          url: {skip_fields: [source.urlpaht]}                      ; did you mean 'source.urlpath'?
          filter: {filter_key: sorce.ip, filter_value: a, filter_action: keep} ; did you mean 'source.ip'?
          filter: {filter_key: sorce.ip}                            ; did you mean 'source.ip'?
          filter: {filter_action: kep}                              ; did you mean 'keep'?
          filter: {filter_key: source.ip, filter_value: '(', filter_action: keep, filter_regex: search} ; filter_value is no regular expression
          filter: {not_before: '2026-11-23T13:00:00'}               ; not_before must be a time with zone
          filter: {not_after: '2026-11-23'}                         ; not_after must be a time with zone
          filter: {not_after: 3 fortnights}                         ; not_after must be a time with zone
          field_reducer: {type: whitelist}                          ; 'keys' is missing
          field_reducer: {keys: [source.ip]}                        ; 'type' is missing
          field_reducer: {type: greylist, keys: []}                 ; 'type' must be one of whitelist, blacklist
          field_reducer: {type: blacklist, keys: [sorce.ip]}        ; did you mean 'source.ip'?
          format_field: {strip_columns: [sorce.ip]}                 ; did you mean 'source.ip'?
          format_field: {split_column: extra.a, split_separator: ''} ; split_separator must be a text of one character or more
          format_field: {replace_column: extra.a, replace_count: x} ; 'replace_count' must be
          rfc1918: {fields: [source.ip], policy: [drop, del]}       ; policy must have a word for each of the 1 fields, not 2
          rfc1918: {fields: [source.ip], policy: [dorp]}            ; did you mean 'drop'?
          rfc1918: {fields: [sorce.ip], policy: [drop]}             ; did you mean 'source.ip'?
          contact_table: {contacts: 'ans,contact'}                  ; contacts: line 1, column 'ans': there is no such column; did you mean 'asn'?
          domain_suffix: {field: fqdn}                              ; 'suffix_file' is missing
          aggregate                                                 ; 'table' is missing
          aggregate: {table: t, timespan: soon}                     ; timespan must be a number and a unit
          aggregate: {table: t, timespan: 0 days}                   ; timespan must be a number and a unit
          aggregate: {table: t, fields: sorce.ip}                   ; did you mean 'source.ip'?
          aggregate: {table: t, fields: []}                         ; 'fields' must name a field at least
          threshold: {threshold: 3}                                 ; 'table' is missing
          threshold: {table: t, threshold: 0}                       ; 'threshold' must be whole number of at least 1
          threshold: {table: t, filter_keys: [sorce.ip]}            ; did you mean 'source.ip'?
          threshold: {table: t, add_keys: {coment: a}}              ; did you mean 'comment'?
          maxmind_geoip                                             ; 'database' is missing
          maxmind_geoip: {database: /opt/GeoLite2-City.mmdb}        ; database: must be s3://bucket/key, not '/opt/GeoLite2-City.mmdb'
          maxmind_geoip: {database: 's3://bucket'}                  ; database: must be s3://bucket/key, not 's3://bucket'
          asn_lookup: {database: /opt/ipasn.dat}                    ; database: line 1: '/opt/ipasn.dat' is no route
          asn_lookup: {database: '# no'}                            ; database: there is no route in it
          jinja: {fields: {sorce.ip: x}}                            ; did you mean 'source.ip'?
          jinja: {fields: {extra.a: '{{ 1'}}                        ; fields: extra.a: line 1: unexpected end of the template
          jinja: {fields: {extra.a: '{{ 1|uper }}'}}                ; did you mean 'upper'?
          jinja: {fields: {extra.a: 'file:///etc/a.j2'}}            ; functions have no files
          domain_suffix: {field: fdqn, suffix_file: com}            ; did you mean 'fqdn'?
          domain_suffix: {field: fqdn, suffix_file: com}            ; suffix_file: there is no rule between the lines
          modify                                                    ; 'configuration_path' is missing
          modify: {configuration_path: '[', maximum_matches: 0}     ; 'maximum_matches' must be whole number of at least 1
          modify: {configuration_path: '[', overwite: 1}            ; did you mean 'overwrite'?
          modify: {configuration_path: '[]', case_sensitive: maybe} ; 'case_sensitive' must be true or false
          modify: {configuration_path: /etc/modify.conf}            ; configuration_path, line 1, column 1
          sieve                                                     ; 'file' is missing
          sieve: {file: 'keep', path: x}                            ; there is no parameter 'path'
          sieve: {file: 'drap'}                                     ; sieve: file, line 1, column 1: expected 'if' or an action, not 'drap'; did you mean 'drop'?
          sieve: {file: /etc/filter.sieve}                          ; file, line 1, column 1: there is nothing that begins with '/'
          """)
  void isRefused(String bot, String message) {
    var ports = FakePorts.withoutWeb();
    var loader = new BotLoader(BotSpec.Kind.EXPERT);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> loader.load(bot, ports, secret -> () -> secret))
        .withMessageContaining(message);
  }
}
