package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.Http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class AwsSignerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T13:00:00Z");
  private static final Request REQUEST =
      new Request(
          "POST",
          URI.create("https://search.example.com/_bulk?timeout=1m"),
          Map.of("Content-Type", "application/x-ndjson"),
          ByteBuffer.wrap("{}\n".getBytes(UTF_8)),
          "es");

  /** Works the signature out by the steps of AWS's documentation. */
  @Test
  void signsAsDocumented() throws Exception {
    Map<String, String> signed = sign(Map.of("AWS_SESSION_TOKEN", "token"));
    String payload = hash("{}\n");
    assertThat(signed)
        .containsEntry("X-Amz-Date", "20261123T130000Z")
        .containsEntry("X-Amz-Security-Token", "token");
    String names = "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token";
    String canonical =
        String.join(
            "\n",
            "POST",
            "/_bulk",
            "timeout=1m",
            "content-type:application/x-ndjson",
            "host:search.example.com",
            "x-amz-content-sha256:" + payload,
            "x-amz-date:20261123T130000Z",
            "x-amz-security-token:token",
            "",
            names,
            payload);
    String scope = "20261123/eu-west-1/es/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", "20261123T130000Z", scope, hash(canonical));
    byte[] key = "AWS4key".getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    assertThat(signed)
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=id/%s, SignedHeaders=%s, Signature=%s"
                .formatted(scope, names, HexFormat.of().formatHex(hmac(key, toSign))));
  }

  @Test
  void leavesTheRequestsOwnHeadersAlone() throws IOException {
    assertThat(sign(Map.of())).doesNotContainKeys("Content-Type", "Host");
  }

  @Test
  void needsARegion() {
    assertThatIOException()
        .isThrownBy(() -> sign(Map.of("AWS_REGION", "")))
        .withMessage("cannot sign without AWS_REGION");
  }

  private static Map<String, String> sign(Map<String, String> more) throws IOException {
    try (AwsClients clients = AwsClientsTest.clients(more)) {
      return new AwsSigner(clients, InstantSource.fixed(NOW)).sign(REQUEST);
    }
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
