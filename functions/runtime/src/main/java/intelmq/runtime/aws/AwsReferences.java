package intelmq.runtime.aws;

import intelmq.harmonization.Json;
import intelmq.runtime.References;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads references from Parameter Store, Secrets Manager and S3. */
public final class AwsReferences implements References.Source {
  private final AwsClients clients;

  /** References that clients reach. */
  public AwsReferences(AwsClients clients) {
    this.clients = clients;
  }

  @Override
  public String read(String reference) throws IOException {
    String rest = reference.substring(reference.indexOf(':') + 1);
    try {
      return switch (reference.substring(0, reference.indexOf(':'))) {
        case "ssm" ->
            clients.ssm().getParameter(r -> r.name(rest).withDecryption(true)).parameter().value();
        case "secret" -> secret(rest);
        case "s3" -> object(rest.substring("//".length()));
        default -> throw new IOException("not a reference: " + reference);
      };
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read the reference " + reference, e);
    }
  }

  private String secret(String rest) throws IOException {
    int hash = rest.indexOf('#');
    String id = hash < 0 ? rest : rest.substring(0, hash);
    String value = clients.secrets().getSecretValue(request -> request.secretId(id)).secretString();
    if (hash < 0) {
      return value;
    }
    String key = rest.substring(hash + 1);
    if (Json.tryParse(value) instanceof Map<?, ?> map && map.get(key) instanceof String text) {
      return text;
    }
    throw new IOException("the secret " + id + " is not a JSON object with a text '" + key + "'");
  }

  private String object(String rest) throws IOException {
    int slash = rest.indexOf('/');
    if (slash < 1) {
      throw new IOException("not a reference: s3://" + rest);
    }
    String bucket = rest.substring(0, slash);
    return clients
        .s3()
        .getObjectAsBytes(request -> request.bucket(bucket).key(rest.substring(slash + 1)))
        .asUtf8String();
  }
}
