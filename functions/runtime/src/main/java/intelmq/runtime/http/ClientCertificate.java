package intelmq.runtime.http;

import intelmq.bot.FeedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that tells servers who is asking, those that vouch for it behind it, and its
 * private key (PKCS#8), all in one PEM text (RFC 7468).
 */
final class ClientCertificate {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private ClientCertificate() {}

  /** Adds it to what a context shows. */
  static void load(String pem, SSLContextBuilder context) throws FeedException {
    try {
      PrivateKey key = null;
      var chain = new ArrayList<Certificate>();
      Matcher block = BLOCK.matcher(pem);
      while (block.find()) {
        byte[] content = Base64.getMimeDecoder().decode(block.group(2));
        String type = block.group(1);
        if (type.equals("CERTIFICATE")) {
          chain.add(
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(content)));
        } else if (type.equals("PRIVATE KEY")) {
          key = key(content);
        } else if (type.endsWith("PRIVATE KEY")) {
          throw new FeedException(
              "ssl_client_cert has an "
                  + type
                  + ", expected a PRIVATE KEY: openssl pkcs8 -topk8 -nocrypt makes one of it");
        }
      }
      if (key == null || chain.isEmpty()) {
        throw new FeedException("ssl_client_cert must be PEM with a CERTIFICATE and a PRIVATE KEY");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("client", key, new char[0], chain.toArray(Certificate[]::new));
      context.loadKeyMaterial(store, new char[0]);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw e instanceof FeedException known
          ? known
          // of what is in it nothing is said
          : new FeedException("ssl_client_cert cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  private static @Nullable PrivateKey key(byte[] content) throws GeneralSecurityException {
    List<KeyFactory> factories =
        List.of(
            KeyFactory.getInstance("RSA"),
            KeyFactory.getInstance("EC"),
            KeyFactory.getInstance("EdDSA"));
    for (KeyFactory factory : factories) {
      try {
        return factory.generatePrivate(new PKCS8EncodedKeySpec(content));
      } catch (InvalidKeySpecException _) {
        // of another algorithm
      }
    }
    return null;
  }
}
