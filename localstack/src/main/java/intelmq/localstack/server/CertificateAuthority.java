package intelmq.localstack.server;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority made for one run: its key never leaves this process, and ends with it.
 */
final class CertificateAuthority {
  private static final X500Principal NAME = new X500Principal("CN=IntelMQ local cloud");
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final String IP_ADDRESS = "[0-9.]+|.*:.*";

  private final SecureRandom random = new SecureRandom();
  private final Instant made = Instant.now();
  private final KeyPair key;
  private final KeyPair hostKey;
  private final X509Certificate certificate;
  private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();

  CertificateAuthority() {
    try {
      key = newKey();
      hostKey = newKey();
      var builder = builder(NAME, key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      certificate = sign(builder);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("No certificate authority", e);
    }
  }

  /** The authority's certificate, for whoever shall trust it. */
  String pem() throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(certificate);
    }
    return text.toString();
  }

  /** What a server needs to be taken for this host. */
  SSLContext serverContext(String host) {
    return contexts.computeIfAbsent(host, this::newServerContext);
  }

  private SSLContext newServerContext(String host) {
    try {
      var name =
          new GeneralName(
              host.matches(IP_ADDRESS) ? GeneralName.iPAddress : GeneralName.dNSName, host);
      // a host name may be longer than a common name: the alternative name alone says it
      var builder = builder(new X500Principal("CN=feed"), hostKey);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
      var password = new char[0];
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          host, hostKey.getPrivate(), password, new Certificate[] {sign(builder), certificate});
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, random);
      return context;
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("No certificate for " + host, e);
    }
  }

  private X509v3CertificateBuilder builder(X500Principal subject, KeyPair subjectKey) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(64, random).setBit(64),
        Date.from(made.minus(Duration.ofDays(1))),
        Date.from(made.plus(LIFETIME)),
        subject,
        subjectKey.getPublic());
  }

  private X509Certificate sign(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private KeyPair newKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }
}
