package intelmq.collectors.http;

import intelmq.bot.FeedException;
import intelmq.collectors.content.WholeContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Content with a signature that stands apart: reading fails at its very end if the signature is not
 * its, or not by a key that may sign. So it can be streamed to where it is stored, which stores
 * nothing of what fails.
 */
final class SignedContent extends WholeContent {
  private final String what;
  private final List<OpenPGPDocumentSignature> signatures;
  private boolean checked;

  private SignedContent(InputStream in, String what, List<OpenPGPDocumentSignature> signatures) {
    super(in);
    this.what = what;
    this.signatures = signatures;
  }

  /**
   * Content to be checked.
   *
   * @param what it is, for messages
   * @param signature binary or armoured
   * @param where the signature is from, for messages
   * @param keys whoever may sign
   * @throws FeedException if there is no signature, or none by such a key
   */
  static InputStream of(
      InputStream in, String what, byte[] signature, String where, List<OpenPGPCertificate> keys)
      throws FeedException {
    var found = new ArrayList<OpenPGPDocumentSignature>();
    var others = new TreeSet<String>();
    for (PGPSignature one : signatures(signature, where)) {
      boolean known = false;
      for (OpenPGPCertificate key : keys) {
        OpenPGPComponentKey issuer = key.getSigningKeyFor(one);
        if (issuer != null) {
          known = true;
          try {
            one.init(new BcPGPContentVerifierBuilderProvider(), issuer.getPGPPublicKey());
          } catch (PGPException e) {
            throw new FeedException("the signature " + where + ": " + e.getMessage(), e);
          }
          found.add(new OpenPGPDocumentSignature(one, issuer));
          break;
        }
      }
      if (!known) {
        others.add(
            OpenPGPSignature.getMostExpressiveIdentifier(one.getKeyIdentifiers()).toPrettyPrint());
      }
    }
    if (found.isEmpty()) {
      throw new FeedException(
          "the signature " + where + " is by " + others + ", which gpg_keyring does not have");
    }
    return new SignedContent(in, what, found);
  }

  private static List<PGPSignature> signatures(byte[] bytes, String where) throws FeedException {
    var signatures = new ArrayList<PGPSignature>();
    try (InputStream decoded = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
      var packets = new BcPGPObjectFactory(decoded);
      for (Object packet = packets.nextObject(); packet != null; packet = packets.nextObject()) {
        if (packet instanceof PGPSignatureList list) {
          list.forEach(signatures::add);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new FeedException(where + " is no OpenPGP signature: " + e.getMessage(), e);
    }
    signatures.removeIf(one ->
        one.getSignatureType() != PGPSignature.BINARY_DOCUMENT
            && one.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT);
    if (signatures.isEmpty()) {
      throw new FeedException(where + " is no OpenPGP signature of a document");
    }
    return signatures;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      for (OpenPGPDocumentSignature one : signatures) {
        one.getSignature().update(buffer, offset, n);
      }
    } else if (n < 0 && !checked) {
      check();
      checked = true;
    }
    return n;
  }

  private void check() throws FeedException {
    var reasons = new ArrayList<String>();
    for (OpenPGPDocumentSignature one : signatures) {
      String key = "key " + one.getKeyIdentifier().toPrettyPrint();
      try {
        if (!one.verify()) {
          reasons.add(key + ": the signature is not that of this content");
        } else if (one.isValid()) {
          return;
        } else {
          reasons.add(key + ": it was revoked, or had expired, or may not sign");
        }
      } catch (PGPException e) {
        reasons.add(key + ": " + e.getMessage());
      }
    }
    throw new FeedException(what + " has no valid signature: " + String.join("; ", reasons));
  }
}
