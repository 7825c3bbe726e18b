package intelmq.localstack.cloud;

import intelmq.localstack.front.Caller;
import intelmq.localstack.front.Front;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.Servers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the environment of a function says of the servers: the SDK's own variables, and a proxy's.
 */
record Endpoints(Servers servers, Front front) {
  /**
   * The variables of a function's new environment, which has an access key of its own, by which the
   * front knows who calls, and an address of its own where calls are not signed.
   */
  Map<String, String> of(Caller caller, Map<String, String> own) throws IOException {
    var variables = new HashMap<>(own);
    variables.put("AWS_REGION", LocalAccount.REGION);
    variables.put("AWS_ACCESS_KEY_ID", caller.key());
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", caller.function());
    put(variables, "AWS_ENDPOINT_URL", Kind.CONTROL);
    put(variables, "AWS_ENDPOINT_URL_SQS", Kind.QUEUES);
    put(variables, "AWS_ENDPOINT_URL_S3", Kind.OBJECTS);
    put(variables, "AWS_ENDPOINT_URL_DYNAMODB", Kind.TABLES);
    if (front.has(Kind.SEARCH)) {
      String search = front.endpoint(Kind.SEARCH).toString();
      if (own.values().stream().anyMatch(value -> value.contains(search))) {
        String callersOwn = front.endpoint(Kind.SEARCH, caller).toString();
        variables.replaceAll((_, value) -> value.replace(search, callersOwn));
      }
    }
    if (servers.has(Kind.FEEDS)) {
      String proxy = servers.endpoint(Kind.FEEDS).toString();
      variables.put("HTTP_PROXY", proxy);
      variables.put("HTTPS_PROXY", proxy);
      variables.put("NO_PROXY", LocalAccount.HOST + ",localhost");
      variables.put("SSL_CERT_FILE", servers.feedProxy().certificate().toString());
    }
    return variables;
  }

  private void put(Map<String, String> variables, String name, Kind kind) {
    if (front.has(kind)) {
      variables.put(name, front.endpoint(kind).toString());
    }
  }
}
