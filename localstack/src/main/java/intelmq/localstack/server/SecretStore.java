package intelmq.localstack.server;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Secrets Manager's secrets. */
public final class SecretStore {
  private static final String ARN = LocalAccount.arn("secretsmanager", "secret:");

  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

  SecretStore() {}

  /** Stores a secret, or its next version. */
  public void put(String name, String value) {
    var _ = store(name, value);
  }

  Map<String, Operation> operations() {
    return Map.of(
        "secretsmanager.GetSecretValue", this::getSecretValue,
        "secretsmanager.PutSecretValue", this::putSecretValue,
        "secretsmanager.CreateSecret", this::createSecret);
  }

  private Secret store(String name, String value) {
    var secret = new Secret(name, value, UUID.randomUUID().toString(), Instant.now());
    secrets.put(name, secret);
    return secret;
  }

  private ObjectNode getSecretValue(JsonNode request) throws ServiceException {
    Secret secret = find(request);
    return secret
        .json()
        .put("SecretString", secret.value())
        .put("CreatedDate", secret.created().getEpochSecond());
  }

  private ObjectNode putSecretValue(JsonNode request) throws ServiceException {
    return store(find(request).name(), Json.required(request, "SecretString")).json();
  }

  private ObjectNode createSecret(JsonNode request) throws ServiceException {
    String name = Json.required(request, "Name");
    if (secrets.containsKey(name)) {
      throw new ServiceException(
          "ResourceExistsException", "The secret " + name + " already exists.");
    }
    return store(name, Json.required(request, "SecretString")).json();
  }

  private Secret find(JsonNode request) throws ServiceException {
    String id = Json.required(request, "SecretId");
    Secret byName = secrets.get(id);
    if (byName != null) {
      return byName;
    }
    return secrets.values().stream()
        .filter(secret -> secret.arn().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new ServiceException(
                "ResourceNotFoundException", "Secrets Manager can't find the secret " + id + "."));
  }

  private record Secret(String name, String value, String version, Instant created) {
    /** AWS appends six characters of its own choice. */
    String arn() {
      return ARN + name + "-local0";
    }

    ObjectNode json() {
      var json = Json.object().put("ARN", arn()).put("Name", name).put("VersionId", version);
      json.putArray("VersionStages").add("AWSCURRENT");
      return json;
    }
  }
}
