package intelmq.localstack.front;

import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call of a service by a function. */
public final class Call {
  static final JsonMapper JSON = new JsonMapper();

  private final Service service;
  private final String operation;
  private final Caller caller;
  private final ClassicHttpRequest request;
  private final @Nullable SdkBytes body;

  /**
   * A call.
   *
   * @param body null where it is passed through as a stream
   */
  Call(
      Service service,
      String operation,
      Caller caller,
      ClassicHttpRequest request,
      @Nullable SdkBytes body) {
    this.service = service;
    this.operation = operation;
    this.caller = caller;
    this.request = request;
    this.body = body;
  }

  /** The service that is called. */
  public Service service() {
    return service;
  }

  /** The operation's name, as {@code SendMessageBatch}; {@code Bulk} for OpenSearch's. */
  public String operation() {
    return operation;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The HTTP method. */
  public String method() {
    return request.getMethod();
  }

  /** Path and query as they came, still encoded. */
  public String target() {
    return request.getRequestUri();
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    Header header = request.getFirstHeader(name);
    return Optional.ofNullable(header == null ? null : header.getValue());
  }

  /**
   * The body, of any service but S3.
   *
   * @throws IllegalStateException for S3, whose bodies are not kept
   */
  public SdkBytes body() {
    if (body == null) {
      throw new IllegalStateException(operation + " has no readable body");
    }
    return body;
  }

  /** The body as JSON; an empty object where there is none. */
  public JsonNode json() {
    byte[] bytes = body().asByteArrayUnsafe();
    return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
  }

  /** The same call with another body. */
  public Call withBody(SdkBytes newBody) {
    return new Call(service, operation, caller, request, newBody);
  }

  /** The same call with another body. */
  public Call withJson(JsonNode newBody) {
    return withBody(SdkBytes.fromByteArray(JSON.writeValueAsBytes(newBody)));
  }

  ClassicHttpRequest request() {
    return request;
  }

  boolean isStreamed() {
    return body == null;
  }

  @Override
  public String toString() {
    return service.prefix() + " " + operation + " by " + caller.key();
  }
}
