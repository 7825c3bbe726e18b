package intelmq.experts.contacttable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables are read, and what is wrong in one is said with line and column. */
final class ContactTableReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                        ; line 1: there is no header, expected 'network,domain,asn,contact'
          # a note only                                             ; line 1: there is no header
          network,note                                              ; line 1: the header has no column 'contact'
          contact,note                                              ; line 1: the header has no column 'network', 'domain' or 'asn'
          netwrok,contact                                           ; line 1, column 'netwrok': there is no such column; did you mean 'network'?
          network,network,contact                                   ; line 1, column 'network': there are two such columns
          network,contact|192.0.2.0/24                              ; line 2: has 1 cells, expected 2 as in the header
          network,contact|192.0.2.0/24,a@example.com,b              ; line 2: has 3 cells, expected 2
          network,contact|192.0.2.0/24,                             ; line 2, column 'contact': '' is no mail address
          network,contact|192.0.2.0/24,example.com                  ; line 2, column 'contact': 'example.com' is no mail address
          network,contact|192.0.2.0/24,"a@example.com,b"            ; line 2, column 'contact': 'a@example.com,b' is no mail address
          network,contact|,a@example.com                            ; line 2: has no key, expected a network, a domain or an AS
          network,contact|#||192.0.2.0/33,a@example.com             ; line 4, column 'network': '192.0.2.0/33' is wrong, expected an address or a network such as 192.0.2.0/24
          network,contact|192.0.2.1/24,a@example.com                ; line 2, column 'network': '192.0.2.1/24' is not the first address, expected 192.0.2.0/24
          domain,contact|http://example.com/,a@example.com          ; line 2, column 'domain': 'http://example.com/' is wrong, expected a domain such as example.com
          asn,contact|ASX,a@example.com                             ; line 2, column 'asn': 'ASX' is wrong, expected the number of an AS such as 64500 or AS64500
          asn,contact|AS64500,a@example.com|64500,b@example.com     ; line 3, column 'asn': '64500' has another contact in line 2
          domain,contact|Example.com,a@example.com|example.com,b@example.com ; line 3, column 'domain': 'example.com' has another contact in line 2
          network,contact|192.0.2.1,a@example.com|192.0.2.1/32,b@example.com ; line 3, column 'network': '192.0.2.1/32' has another contact in line 2
          network,contact|"192.0.2.1,a@example.com                  ; line 2: a quote is opened and never closed
          """)
  void isRefused(String table, String message) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ContactTableReader.read(table.replace('|', '\n')))
        .withMessageStartingWith(message);
  }

  @Test
  void quotedCellsMayHaveSeveralLinesWhichCount() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            ContactTableReader.read(
                "asn,note,contact\r\n64500,\"a\r\nb\",a@example.com\r\n64501,,b\r\n"))
        .withMessageStartingWith("line 4, column 'contact'");
  }

  @Test
  void sameContactTwiceIsNoError() {
    var table =
        ContactTableReader.read("\ufeffASN, Contact\n64500,a@example.com\nAS64500,a@example.com\n");

    assertThat(table.ofAs("64500")).contains("a@example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.255, half@example.com",
    "192.0.2.127, all@example.com",
    "192.0.3.0, zero@example.com",
    "2001:db8::1, six@example.com"
  })
  void longestPrefixWins(String address, String contact) {
    var table =
        ContactTableReader.read(
            """
            network,contact
            0.0.0.0/0,zero@example.com
            ::/0,six@example.com
            192.0.2.128/25,half@example.com
            192.0.2.0/24,all@example.com
            """);

    assertThat(table.ofAddress(address)).contains(contact);
  }
}
