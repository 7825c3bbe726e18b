package intelmq.runtime.http;

import intelmq.bot.FeedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are believed to be who they are: those of the JVM's authorities and of the bundle
 * that {@code SSL_CERT_FILE} names. Contexts are kept, so that TLS sessions can be resumed.
 */
final class Trust {
  /** A client certificate may change now and then. */
  private static final int MOST_STRATEGIES = 8;

  private final @Nullable Path bundle;
  private final Map<Use, TlsSocketStrategy> strategies = new HashMap<>();

  /** Whether servers are checked, and what they are shown. */
  private record Use(boolean verify, String clientCertificate) {}

  Trust(@Nullable String bundle) {
    this.bundle = bundle == null || bundle.isEmpty() ? null : Path.of(bundle);
  }

  /**
   * How servers are spoken to.
   *
   * @param clientCertificate see {@link ClientCertificate}; empty for none
   */
  synchronized TlsSocketStrategy strategy(boolean verify, String clientCertificate)
      throws FeedException {
    var use = new Use(verify, clientCertificate);
    TlsSocketStrategy strategy = strategies.get(use);
    if (strategy == null) {
      SSLContextBuilder context = SSLContextBuilder.create();
      if (!clientCertificate.isEmpty()) {
        ClientCertificate.load(clientCertificate, context);
      }
      try {
        strategy =
            verify
                ? new DefaultClientTlsStrategy(
                    context.loadTrustMaterial(authorities(), null).build(),
                    HttpsSupport.getDefaultHostnameVerifier())
                : new DefaultClientTlsStrategy(
                    context.loadTrustMaterial(TrustAllStrategy.INSTANCE).build(),
                    NoopHostnameVerifier.INSTANCE);
      } catch (GeneralSecurityException | IOException e) {
        throw new FeedException("SSL_CERT_FILE " + bundle + ": " + e, e);
      }
      if (strategies.size() == MOST_STRATEGIES) {
        strategies.clear();
      }
      strategies.put(use, strategy);
    }
    return strategy;
  }

  private KeyStore authorities() throws GeneralSecurityException, IOException {
    List<Certificate> certificates = new ArrayList<>(defaults());
    if (bundle != null) {
      try (InputStream in = Files.newInputStream(bundle)) {
        certificates.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
      }
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    return store;
  }

  private static List<X509Certificate> defaults() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> all = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        all.addAll(Arrays.asList(x509.getAcceptedIssuers()));
      }
    }
    return all;
  }
}
