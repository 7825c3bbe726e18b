package intelmq.localstack.front;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The names of operations. */
final class Operations {
  private Operations() {}

  /**
   * The operation that a request asks for.
   *
   * @param target the header X-Amz-Target, or empty
   * @param copy whether S3 is to take the content from another object
   */
  static String name(Service service, String target, String method, String uri, boolean copy) {
    return switch (service) {
      case S3 -> object(method, S3Target.of(uri), copy);
      case SES ->
          uri.equals("/v2/email/outbound-emails") && method.equals("POST")
              ? "SendEmail"
              : method + " " + uri;
      case ES ->
          uri.replaceFirst("\\?.*", "").endsWith("/_bulk")
              ? "Bulk"
              : "ESHttp" + method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
      default -> target.substring(target.indexOf('.') + 1);
    };
  }

  private static String object(String method, S3Target at, boolean copy) {
    String unknown = method + " " + at;
    Set<String> query = at.query().keySet();
    if (at.key().isEmpty()) {
      return switch (method) {
        case "GET" -> Objects.equals(at.query().get("list-type"), "2") ? "ListObjectsV2" : unknown;
        case "HEAD" -> "HeadBucket";
        case "POST" -> query.contains("delete") ? "DeleteObjects" : unknown;
        default -> unknown;
      };
    }
    boolean part = query.contains("partNumber") && query.contains("uploadId");
    if (query.contains("tagging") || query.contains("acl")) {
      return unknown;
    }
    return switch (method) {
      case "GET" -> "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" ->
          copy ? part ? "UploadPartCopy" : "CopyObject" : part ? "UploadPart" : "PutObject";
      case "POST" ->
          query.contains("uploads")
              ? "CreateMultipartUpload"
              : query.contains("uploadId") ? "CompleteMultipartUpload" : unknown;
      case "DELETE" -> query.contains("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
      default -> unknown;
    };
  }
}
