package intelmq.collectors.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.bot.FeedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  /** Writes an archive with one or several files. */
  enum Kind {
    ZIP,
    TAR,
    TAR_GZ;

    byte[] of(String... namesAndContents) throws IOException {
      var bytes = new ByteArrayOutputStream();
      switch (this) {
        case ZIP -> zip(bytes, namesAndContents);
        case TAR -> tar(bytes, namesAndContents);
        case TAR_GZ -> {
          try (var gzip = new GZIPOutputStream(bytes)) {
            var tar = new ByteArrayOutputStream();
            tar(tar, namesAndContents);
            gzip.write(tar.toByteArray());
          }
        }
      }
      return bytes.toByteArray();
    }

    private static void zip(ByteArrayOutputStream bytes, String... files) throws IOException {
      try (var zip = new ZipArchiveOutputStream(bytes)) {
        for (int i = 0; i < files.length; i += 2) {
          zip.putArchiveEntry(new ZipArchiveEntry(files[i]));
          zip.write(files[i + 1].getBytes(UTF_8));
          zip.closeArchiveEntry();
        }
      }
    }

    private static void tar(ByteArrayOutputStream bytes, String... files) throws IOException {
      try (var tar = new TarArchiveOutputStream(bytes)) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        for (int i = 0; i < files.length; i += 2) {
          var entry = new TarArchiveEntry(files[i], true);
          byte[] content = files[i + 1].getBytes(UTF_8);
          entry.setSize(content.length);
          tar.putArchiveEntry(entry);
          tar.write(content);
          tar.closeArchiveEntry();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void filesComeInOrder(Kind kind) throws IOException {
    assertThat(unpack(kind.of("b", "1", "folder/a", "2", "empty", ""), ArchiveTest::any))
        .containsExactly("b=1", "folder/a=2", "empty=");
  }

  @ParameterizedTest
  @EnumSource
  void onlyWantedFilesAreTaken(Kind kind) throws IOException {
    assertThat(unpack(kind.of("a", "1", "b", "2", "c", "3"), "b"::equals)).containsExactly("b=2");
  }

  @Test
  void oneCompressedFileHasNoName() throws IOException {
    assertThat(unpack(gzip("text"), name -> false)).containsExactly("null=text");
  }

  @Test
  void linksAndFoldersAreSkipped() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var entry :
          List.of(
              new TarArchiveEntry("folder/"),
              new TarArchiveEntry("link", TarConstants.LF_LINK),
              new TarArchiveEntry("symlink", TarConstants.LF_SYMLINK),
              new TarArchiveEntry("device", TarConstants.LF_CHR),
              new TarArchiveEntry("file"))) {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    assertThat(unpack(bytes.toByteArray(), ArchiveTest::any)).containsExactly("file=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "PK", "<html></html>"})
  void otherContentIsNoArchive(String text) throws IOException {
    assertThat(Format.of(new ByteArrayInputStream(text.getBytes(UTF_8)))).isEmpty();
  }

  @Test
  void lookingAtTheFormatReadsNothing() throws IOException {
    var in = new BufferedInputStream(new ByteArrayInputStream("x".repeat(600).getBytes(UTF_8)));
    assertThat(Format.of(in)).isEmpty();
    assertThat(in).hasContent("x".repeat(600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "folder/../../a", "..\\a", "a\nb", "a\u0000b", "a\u001b[31mb"})
  void namesThatMeanHarmAreRefused(String name) throws IOException {
    byte[] archive = Kind.ZIP.of("good", "1", name, "2");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> unpack(archive, ArchiveTest::any))
        .withMessageContaining("the archive test has a file name that ");
  }

  @ParameterizedTest
  @EnumSource
  void namesAreBounded(Kind kind) throws IOException {
    byte[] archive = kind.of("x".repeat(1025), "1");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> unpack(archive, ArchiveTest::any))
        .withMessage("the archive test has a file name of more than 1024 characters");
  }

  @Test
  void headersOfTarsAreBounded() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      var name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(2 << 20);
      tar.putArchiveEntry(name);
      tar.write(new byte[2 << 20]);
      tar.closeArchiveEntry();
    }
    byte[] archive = bytes.toByteArray();
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> unpack(archive, ArchiveTest::any))
        .withMessage("the archive test has a header of more than 1048576 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void entriesAreBounded(Kind kind) throws IOException {
    var files = new String[20_002];
    Arrays.setAll(files, i -> i % 2 == 0 ? "f" + i : "");
    byte[] archive = kind.of(files);
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> unpack(archive, ArchiveTest::any))
        .withMessage("the archive test has more than 10000 entries");
  }

  @ParameterizedTest
  @EnumSource
  void contentsAreBounded(Kind kind) throws IOException {
    byte[] archive = kind.of("a", "x".repeat(6000), "b", "x".repeat(6000));
    try (Archive copy = copy(archive, 1 << 20)) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> copy.unpack(ArchiveTest::any, 10_000, (name, in) -> in.readAllBytes()))
          .withMessageContaining("is larger than 10000 bytes (max_bytes)");
    }
  }

  @Test
  void archivesAreBounded() throws IOException {
    byte[] archive = Kind.ZIP.of("a", "1");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> copy(archive, 10))
        .withMessage("the archive test is larger than 10 bytes (max_archive_bytes)");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void bombsAreRefused(byte[] bomb) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> unpack(bomb, ArchiveTest::any))
        .withMessageContaining("expands to more than 200 times its size");
  }

  private static List<byte[]> bombs() throws IOException {
    String zeros = "0".repeat(24 << 20);
    return List.of(Kind.ZIP.of("a", zeros), Kind.TAR_GZ.of("a", zeros), gzip(zeros));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTakenFromDamagedArchives(Kind kind) throws IOException {
    byte[] whole = kind.of("a", "1", "b", "x".repeat(20_000));
    byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
    var taken = new ArrayList<String>();
    try (Archive archive = copy(cut, 1 << 20)) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(
              () -> archive.unpack(ArchiveTest::any, 1 << 20, (name, in) -> taken.add(name)))
          .withMessageContaining("is damaged");
    }
    assertThat(taken).isEmpty();
  }

  @Test
  void failuresOfTheSinkPassThrough() throws IOException {
    try (Archive archive = copy(Kind.ZIP.of("a", "1"), 1 << 20)) {
      var failure = new IOException("no room");
      assertThatThrownBy(() ->
              archive.unpack(
                  ArchiveTest::any,
                  1 << 20,
                  (name, in) -> {
                    throw failure;
                  }))
          .isSameAs(failure);
    }
  }

  private static boolean any(String name) {
    return !name.isEmpty();
  }

  private static List<String> unpack(byte[] bytes, Predicate<String> wanted) throws IOException {
    var files = new ArrayList<String>();
    try (Archive archive = copy(bytes, 1 << 30)) {
      int count =
          archive.unpack(
              wanted,
              1 << 30,
              (name, in) -> files.add(name + "=" + new String(in.readAllBytes(), UTF_8)));
      assertThat(count).isEqualTo(files.size());
    }
    return files;
  }

  private static Archive copy(byte[] bytes, long maxBytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    Optional<Format> format = Format.of(in);
    return Archive.copyOf(in, "test", format.orElseThrow(), maxBytes);
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
