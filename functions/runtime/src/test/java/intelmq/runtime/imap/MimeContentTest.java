package intelmq.runtime.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.FeedException;
import intelmq.bot.port.Mailboxes.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails taken apart, good ones and such as nobody writes without ill intent. */
final class MimeContentTest {
  private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";

  private final Path folder;

  MimeContentTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aMailWithoutPartsIsOne() throws IOException {
    assertThat(parts("Subject: x\n\ntext\n")).containsExactly("1 text/plain inline null null text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Content-Type: text/html; charset=iso-8859-1|text/html inline null iso-8859-1",
        "Content-Type: TEXT/CSV; name=a.csv|text/csv inline a.csv null",
        "Content-Type: nonsense|text/plain inline null null",
        "Content-Type: ;;;=|text/plain inline null null",
        "Content-Disposition: INLINE; filename=b|text/plain inline b null",
        "Content-Disposition: attachment; filename=c d; e|text/plain attached c d null",
        "Content-Disposition: attachment|text/plain attached null null",
        "Content-Disposition: attachment; filename=\"=?utf-8?q?=C3=BC?=\"|text/plain attached ü null",
        "Content-Disposition: attachment; filename=\"=?none?q?=C3=BC?=\"|text/plain attached =?none?q?=C3=BC?= null",
        "Content-Transfer-Encoding: nonsense|text/plain inline null null",
      })
  void fieldsMayBeNonsense(String header, String expected) throws IOException {
    assertThat(parts(MIXED + "--b\n" + header + "\n\ntext\n--b--\n"))
        .containsExactly("1 " + expected + " text");
  }

  @ParameterizedTest
  @CsvSource({
    "base64, dGV4dA==, text",
    "BASE64, 'dGV4dA==\n\n_____\nA list', text",
    "base64, 'dG*V4\n dA==', text",
    "quoted-printable, 'a=\nb=C3=BC', abü",
    "8bit, text, text",
    "uuencode, 'begin 644 x\n$=&5X=```\n`\nend', text",
  })
  void contentIsDecoded(String encoding, String content, String expected) throws IOException {
    String head = "Content-Transfer-Encoding: " + encoding + "\n\n";
    assertThat(parts(head + content + "\n")).hasSize(1).first().asString().contains(expected);
  }

  @Test
  void whatIsNoBase64IsSaidWithItsName() throws IOException {
    String part =
        "Content-Disposition: attachment; filename=a.zip\nContent-Transfer-Encoding: base64\n\nUEsDB";
    try (MimeContent content = open(part + "\n")) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> text(content.parts().getFirst()))
          .withMessageStartingWith("attachment 'a.zip' of mail 1 cannot be decoded: ");
    }
  }

  @Test
  void aBoundaryThatNeverComesIsAMistake() {
    assertRefused(MIXED + "text\n");
  }

  @Test
  void aLastBoundaryMayBeMissing() throws IOException {
    assertThat(parts(MIXED + "--b\n\ntext\n")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, MimeContent.MOST_DEPTH})
  void partsMayHaveParts(int depth) throws IOException {
    assertThat(parts(nested(depth))).hasSize(1).first().asString().contains("innermost");
  }

  @Test
  void bombsOfPartsWithinPartsAreRefused() {
    assertRefused(nested(MimeContent.MOST_DEPTH + 1));
    assertRefused(nested(2000));
  }

  @Test
  void bombsOfMailsWithinMailsAreRefused() {
    assertRefused("Content-Type: message/rfc822\n\n".repeat(2000) + "text\n");
  }

  @Test
  void bombsOfManyPartsAreRefused() {
    assertRefused(MIXED + "--b\n\nx\n".repeat(100_000) + "--b--\n");
  }

  @Test
  void aHeadThatNeverEndsIsRefused() {
    assertRefused("X-Filler: " + "x".repeat(60) + "\n" + "X: y\n".repeat(200_000));
    assertRefused(MIXED + "--b\n" + "X: y\n".repeat(200_000) + "\n--b--\n");
  }

  @Test
  void aLineThatNeverEndsIsRefused() throws IOException {
    var line = new byte[64 << 10];
    try (OutputStream out = new LineBound(OutputStream.nullOutputStream(), "mail 1")) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> {
            for (int written = 0; written <= LineBound.MOST; written += line.length) {
              out.write(line);
            }
          })
          .withMessage("mail 1 has a line of more than 4194304 bytes");
    }
  }

  private static String nested(int depth) {
    var mail = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
      mail.append("\n\n--b").append(i).append('\n');
    }
    return mail.append("\ninnermost\n").toString();
  }

  private void assertRefused(String mail) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> open(mail).close())
        .withMessageStartingWith("mail 1 cannot be taken apart: ");
  }

  private List<String> parts(String mail) throws IOException {
    try (MimeContent content = open(mail)) {
      List<Part> parts = content.parts();
      var shown = new ArrayList<String>();
      for (Part part : parts) {
        shown.add(
            part.number()
                + " "
                + part.type()
                + (part.isInline() ? " inline " : " attached ")
                + part.fileName()
                + " "
                + part.charset()
                + " "
                + text(part).strip());
      }
      return shown;
    }
  }

  private static String text(Part part) throws IOException {
    try (InputStream in = part.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private MimeContent open(String mail) throws IOException {
    Path file = Files.createTempFile(folder, "mail", ".eml");
    Files.writeString(file, mail.replace("\n", "\r\n"));
    return MimeContent.of(file, "mail 1");
  }
}
