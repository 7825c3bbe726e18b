package intelmq.localstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** A feed's report, as a provider's server has it at one time. */
record FeedContent(SdkBytes bytes, Instant modified) {
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  /** Where a report comes from, asked anew for each request. */
  @FunctionalInterface
  interface Source {
    FeedContent content() throws IOException;
  }

  static FeedContent of(Path file) throws IOException {
    return new FeedContent(
        SdkBytes.fromByteArray(Files.readAllBytes(file)),
        Files.getLastModifiedTime(file).toInstant());
  }

  String etag() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.asByteArrayUnsafe());
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String lastModified() {
    return HTTP_DATE.format(modified.atOffset(ZoneOffset.UTC));
  }

  /** As RFC 9110 has it: the entity tag decides when the client names one, else the time. */
  boolean known(HttpHead request) {
    Optional<String> tags = request.header("If-None-Match");
    return tags.isPresent()
        ? Arrays.stream(tags.get().split(",", -1))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag()))
        : request.header("If-Modified-Since").filter(this::notModifiedSince).isPresent();
  }

  private boolean notModifiedSince(String date) {
    try {
      Instant since = ZonedDateTime.parse(date, HTTP_DATE).toInstant();
      return !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
