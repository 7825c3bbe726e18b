package intelmq.localstack.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a call is answered: by its server, or in its place. */
public final class Answer {
  private final ClassicHttpResponse response;

  Answer(ClassicHttpResponse response) {
    this.response = response;
  }

  /** An error in the form of the call's service, which its client knows by the code. */
  public static Answer error(Call call, int status, String code, String message) {
    var response = new BasicClassicHttpResponse(status);
    response.setHeader("x-amzn-RequestId", "front");
    if (call.service() == Service.S3) {
      // without a body clients know no more than the status
      if (!call.method().equals("HEAD")) {
        String xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, escape(message));
        set(response, xml, ContentType.APPLICATION_XML);
      }
      return new Answer(response);
    }
    response.setHeader("x-amzn-ErrorType", code);
    if (call.service() == Service.SQS) {
      response.setHeader("x-amzn-query-error", code + ";" + (status < 500 ? "Sender" : "Receiver"));
    }
    ObjectNode error = Call.JSON.createObjectNode().put("__type", code).put("message", message);
    return new Answer(response).withJson(error);
  }

  /** A success with a JSON body. */
  public static Answer json(JsonNode body) {
    return new Answer(new BasicClassicHttpResponse(200)).withJson(body);
  }

  /** The HTTP status. */
  public int status() {
    return response.getCode();
  }

  /** The body as JSON, of any service but S3; an empty object where there is none. */
  public JsonNode json() throws IOException {
    byte[] body =
        response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
    return body == null || body.length == 0
        ? Call.JSON.createObjectNode()
        : Call.JSON.readTree(body);
  }

  /** The same answer with another body. */
  public Answer withJson(JsonNode body) {
    var changed = new BasicClassicHttpResponse(response.getCode());
    changed.setHeaders(response.getHeaders());
    // the checksum of the body that it had
    changed.removeHeaders("x-amz-crc32");
    set(changed, body.toString(), ContentType.create("application/x-amz-json-1.0"));
    return new Answer(changed);
  }

  ClassicHttpResponse response() {
    return response;
  }

  private static void set(ClassicHttpResponse response, String body, ContentType type) {
    var entity = HttpEntities.create(body.getBytes(StandardCharsets.UTF_8), type);
    response.setEntity(entity);
    response.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
    response.setHeader(HttpHeaders.CONTENT_TYPE, type.getMimeType());
    response.setHeader(HttpHeaders.CONTENT_LENGTH, entity.getContentLength());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
