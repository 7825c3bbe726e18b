package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code intelmqctl fields} and {@code intelmqctl check-value}. */
class FieldsCommandTest {
  private static final Path PROJECT = Path.of("..");

  private static final String OWN =
      """
      {
        "event": {
          "extra": {"type": "JSONDict"},
          "source.ip": {"type": "IPAddress"},
          "constituency.unit": {"description": "Who cares.", "type": "UppercaseString", "length": 8}
        },
        "report": {"raw": {"type": "Base64"}}
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields                       | source.geolocation.cc              UppercaseString              2  ^[a-zA-Z0-9]{2}$",
        "fields source.               | source.asn                    ASN",
        "fields source                | source.asn                    ASN",
        "fields source.geolocation.cc | length   at most 2 characters",
        "fields protocol.transport    | iregex   ^(ip|icmp|",
        "fields feed.url              | reports  have it, too",
        "fields source.ip             | '3221225985  becomes  \"192.0.2.1\"'",
        "fields tlp                   | values   AMBER, GREEN, RED, WHITE",
        "fields datetime              | fields   destination.allocated, ",
        "fields extra.sensor          | type     Any. Any JSON value, unchanged.",
        "fields --markdown            | ## Adding a value",
        "fields --sql                 | '    \"source.geolocation.cc\" varchar(2)'",
      })
  void printsFields(String arguments, String line) {
    Run run = Run.of(PROJECT, arguments.split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(line);
  }

  @Test
  void printsAFileToEdit() {
    Run run = Run.of(PROJECT, "fields", "--type", "json");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEqualTo(Harmonization.standard().toJson());
  }

  @Test
  void readsTheDeploymentsOwn() throws IOException {
    Path file = Files.writeString(folder.resolve("harmonization.conf"), OWN);
    Run fields = Run.of(PROJECT, "fields", "--harmonization", file.toString());
    assertThat(fields.out().lines().skip(1))
        .containsExactly(
            "extra              JSONDict",
            "source.ip          IPAddress",
            "constituency.unit  UppercaseString       8                            Who cares.");
    Run check = Run.of(PROJECT, "check-value", "constituency.unit", "a", "--conf", file.toString());
    assertThat(check.out()).contains("becomes  \"A\"");
    assertThat(check.status()).isZero();
  }

  @Test
  void saysWhatIsWrongInAFile() throws IOException {
    Path file = folder.resolve("harmonization.conf");
    Files.writeString(file, OWN.replace("IPAddress", "IPAdress"));
    Run run = Run.of(PROJECT, "fields", "--harmonization", file.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "harmonization.conf:\nline 4, column 27: event, source.ip, type: there is no type"
                + " 'IPAdress'; did you mean 'IPAddress'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields sorce.ip                     | there is no field 'sorce.ip'; did you mean 'source.ip'?",
        "fields soruce                       | there is no field 'soruce'; did you mean 'source'?",
        "fields source.ip --type json        | --type json, --markdown and --sql print everything, and stand alone",
        "fields --harmonization no/such.conf | the file no/such.conf cannot be read",
        "check-value sorce.ip 1              | there is no field or type 'sorce.ip'; did you mean 'source.ip'?",
        "check-value IPAdress 1              | there is no field or type 'IPAdress'; did you mean 'IPAddress'?",
        "check-value extra.A 1               | is no name for a field below extra: it has words of lower-case letters",
        "check-value source.port --as-json { | --as-json: the value is no JSON: {",
        "check-value source.ip               | Missing required parameter: 'VALUE'",
      })
  void saysWhatIsWrong(String arguments, String said) {
    Run run = Run.of(PROJECT, arguments.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("intelmqctl: ").contains(said).contains("--help");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IPAddress 192.0.2.1/32         | '\"192.0.2.1\"'",
        "source.ip 192.0.2.1/32         | '\"192.0.2.1\"'",
        "source.asn AS64496             | 64496",
        "classification.type c&c        | '\"c2-server\"'",
        "source.port --as-json 80.5     | 80",
        "extra.list --as-json [1,null]  | [1,null]",
        "extra {\"a\":{\"b\":1}}        | 'extra.a = {\"b\":1}'",
        "comment --as-json \"-x\"       | '\"-x\"'",
        "time.observation 2026-01-02    | '\"2026-01-02T00:00:00+00:00\"'",
        "source.ip -- 2001:DB8::0       | '\"2001:db8::\"'",
      })
  void saysWhatAValueBecomes(String arguments, String becomes) {
    Run run = check(arguments);
    assertThat(run.out()).contains("  becomes  " + becomes + "\n").endsWith("accepted\n");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IPAddress 192.0.2.0/24          | rule     the type IPAddress",
        "IPAddress 192.0.2.0/24          | takes    An IPv4 or IPv6 address",
        "IPAddress 192.0.2.0/24          | hint     it is a valid IPNetwork",
        "source.ip 192.0.2.0/24          | 'hint     it is a valid IPNetwork, for which there is source.network'",
        "source.url www.example.com      | 'hint     it is a valid FQDN, for which there is source.fqdn'",
        "source.ip 0.0.0.0               | 'because  it would become \"0.0.0.0\", which is not valid'",
        "source.geolocation.cc AUT       | rule     the field's length",
        "source.geolocation.cc ÄÖ        | rule     the field's regular expression",
        "source.geolocation.cc ÄÖ        | does not match ^[a-zA-Z0-9]{2}$",
        "classification.type malwar      | hint     did you mean 'malware'?",
        "tlp CLEAR                       | values   AMBER, GREEN, RED, WHITE",
        "extra {\"A\":1}                 | 'extra: ''extra.A'' is no name for a field'",
        "extra []                        | rule     the type JSONDict",
        "source.ip --as-json null        | because  an empty value is none, and is passed over",
        "comment -- -                    | because  an empty value is none, and is passed over",
      })
  void saysWhyAValueIsRefused(String arguments, String why) {
    Run run = check(arguments);
    assertThat(run.out()).contains(why.replace("''", "'"));
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void anObjectOfEmptyMembersBecomesNothing() throws IOException {
    Path file = folder.resolve("harmonization.conf");
    Files.writeString(file, OWN.replace("\"extra\"", "\"more\""));
    Run run = check("more {\"a\":null} --harmonization " + file);
    assertThat(run.out()).contains("becomes  nothing, for all its members are empty");
    assertThat(run.status()).isZero();
  }

  private static Run check(String arguments) {
    return Run.of(PROJECT, ("check-value " + arguments).split(" "));
  }
}
