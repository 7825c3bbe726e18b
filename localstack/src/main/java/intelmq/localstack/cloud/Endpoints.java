package intelmq.localstack.cloud;

import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.Servers;
import java.util.HashMap;
import java.util.Map;

/**
 * What the environment of a function says of the servers: the SDK's own variables, and a proxy's.
 */
final class Endpoints {
  private Endpoints() {}

  /**
   * The variables; each function has an access key of its own, by which the servers can tell who
   * calls.
   */
  static Map<String, String> of(Servers servers, String function) {
    var variables = new HashMap<String, String>();
    variables.put("AWS_REGION", LocalAccount.REGION);
    // DynamoDB Local takes letters and digits only
    variables.put("AWS_ACCESS_KEY_ID", function.replaceAll("[^A-Za-z0-9]", ""));
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function);
    put(variables, "AWS_ENDPOINT_URL", servers, Kind.CONTROL);
    put(variables, "AWS_ENDPOINT_URL_SQS", servers, Kind.QUEUES);
    put(variables, "AWS_ENDPOINT_URL_S3", servers, Kind.OBJECTS);
    put(variables, "AWS_ENDPOINT_URL_DYNAMODB", servers, Kind.TABLES);
    if (servers.has(Kind.FEEDS)) {
      put(variables, "HTTP_PROXY", servers, Kind.FEEDS);
      put(variables, "HTTPS_PROXY", servers, Kind.FEEDS);
      variables.put("NO_PROXY", LocalAccount.HOST + ",localhost");
      variables.put("SSL_CERT_FILE", servers.feedProxy().certificate().toString());
    }
    return variables;
  }

  private static void put(Map<String, String> variables, String name, Servers servers, Kind kind) {
    if (servers.has(kind)) {
      variables.put(name, servers.endpoint(kind).toString());
    }
  }
}
