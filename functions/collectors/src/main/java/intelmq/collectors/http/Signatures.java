package intelmq.collectors.http;

import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import intelmq.bot.port.Databases.Database;
import intelmq.bot.port.Http;
import intelmq.bot.port.Uris;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;

/**
 * Detached signatures (RFC 9580): where they are, and who may sign.
 *
 * @param keys certificates of those who may
 */
record Signatures(
    UrlTemplate url, Http http, HttpSettings settings, Database<List<OpenPGPCertificate>> keys) {
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Signatures as a collector's parameters say.
   *
   * @throws IllegalArgumentException if one is missing, or the key ring is none
   */
  static Signatures of(
      HttpCollector.Config config, Http http, HttpSettings settings, Databases databases) {
    String url = config.signatureUrl();
    Source keyring = config.gpgKeyring();
    if (url == null || keyring == null) {
      throw new IllegalArgumentException(
          "'verify_pgp_signatures' needs 'signature_url' and 'gpg_keyring'");
    }
    return new Signatures(
        new UrlTemplate("signature_url", url, config.signatureUrlFormatting()),
        http,
        settings,
        databases.open("gpg_keyring", keyring, Databases.NEVER_STALE, Signatures::keys));
  }

  /**
   * The same content, whose reading fails at its end if the signature does not fit it.
   *
   * @param report where the content is from
   * @param scheduled the time for which it is fetched
   */
  InputStream check(InputStream content, URI report, Instant scheduled) throws IOException {
    URI place = url.at(scheduled);
    try (Http.Response response = http.send(Http.Request.get(place), settings)) {
      if (response.status() / 100 != 2) {
        throw new FeedException(
            "the signature " + Uris.shown(place) + " answers with status " + response.status());
      }
      byte[] signature = response.body().readNBytes(MOST_BYTES);
      return SignedContent.of(
          content, Uris.shown(report), signature, Uris.shown(place), keys.get());
    }
  }

  private static List<OpenPGPCertificate> keys(byte[] ring) {
    try {
      List<OpenPGPCertificate> keys = new OpenPGPKeyReader().parseCertificates(ring);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("there is no OpenPGP key in it");
      }
      return keys;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is no OpenPGP key ring: " + e.getMessage(), e);
    }
  }
}
