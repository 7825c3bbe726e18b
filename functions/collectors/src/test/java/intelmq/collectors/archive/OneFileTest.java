package intelmq.collectors.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.FeedException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OneFileTest {
  private static final int MEMBER = 1 << 20;

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void aFileIsToldFromATar(Format format) throws IOException {
    assertThat(is(compress(format, "a,b\n".getBytes(UTF_8)), format)).isTrue();
    assertThat(is(compress(format, new byte[0]), format)).isTrue();
    assertThat(is(compress(format, tar()), format)).isFalse();
  }

  @Test
  void otherArchivesAreNone() throws IOException {
    assertThat(is(tar(), Format.TAR)).isFalse();
    assertThat(is(new byte[10], Format.ZIP)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void itsContentIsWhole(Format format) throws IOException {
    byte[] content = lines(3 * MEMBER);
    try (InputStream in = open(compress(format, content), format, Long.MAX_VALUE)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aFileLargerThanAnyMemoryPassesThrough() throws IOException {
    byte[] member = compress(Format.GZIP, lines(MEMBER));
    int members = 600;
    var streams =
        IntStream.range(0, members)
            .<InputStream>mapToObj(i -> new ByteArrayInputStream(member))
            .toList();
    // as little at hand as a slow server has
    var slow =
        new FilterInputStream(new SequenceInputStream(Collections.enumeration(streams))) {
          @Override
          public int available() {
            return 0;
          }
        };
    try (InputStream in = OneFile.open(slow, "x", Format.GZIP, Long.MAX_VALUE)) {
      assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo((long) members * MEMBER);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void whereItIsDamagedReadingFails(Format format) throws IOException {
    byte[] whole = compress(format, lines(MEMBER));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    for (byte[] damaged : new byte[][] {cut, flipped}) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> open(damaged, format, Long.MAX_VALUE).readAllBytes())
          .withMessageStartingWith("the archive x is damaged: ");
    }
  }

  @Test
  void boundsHold() throws IOException {
    byte[] large = compress(Format.GZIP, lines(MEMBER));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> open(large, Format.GZIP, MEMBER - 1).readAllBytes())
        .withMessageContaining("larger than");
    byte[] bomb = compress(Format.GZIP, new byte[40 * MEMBER]);
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() ->
            open(bomb, Format.GZIP, Long.MAX_VALUE).transferTo(OutputStream.nullOutputStream()))
        .withMessageContaining("as a bomb does");
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void whatIsOnlyKnownAtTheEndOfTheStreamIsHeard(Format format) throws IOException {
    var failing =
        new FilterInputStream(new ByteArrayInputStream(compress(format, lines(1000)))) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n < 0) {
              throw new IOException("the same as last time");
            }
            return n;
          }

          @Override
          public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
          }
        };
    assertThatIOException()
        .isThrownBy(() -> OneFile.open(failing, "x", format, Long.MAX_VALUE).readAllBytes())
        .withMessageContaining("the same as last time");
  }

  private static boolean is(byte[] bytes, Format format) throws IOException {
    var in = new BufferedInputStream(new ByteArrayInputStream(bytes));
    boolean is = OneFile.is(in, format);
    assertThat(in.readAllBytes()).isEqualTo(bytes);
    return is;
  }

  private static InputStream open(byte[] bytes, Format format, long maxBytes) throws IOException {
    return OneFile.open(new ByteArrayInputStream(bytes), "x", format, maxBytes);
  }

  private static byte[] lines(int length) {
    var bytes = new byte[length];
    var random = new Random(7);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 20 == 19 ? '\n' : '0' + random.nextInt(10));
    }
    return bytes;
  }

  private static byte[] tar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      var entry = new TarArchiveEntry("a");
      entry.setSize(1);
      tar.putArchiveEntry(entry);
      tar.write('x');
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] compress(Format format, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        format == Format.GZIP
            ? new GZIPOutputStream(bytes)
            : new BZip2CompressorOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
