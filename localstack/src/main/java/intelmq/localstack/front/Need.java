package intelmq.localstack.front;

import intelmq.localstack.server.LocalAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A permission that a call needs.
 *
 * @param action as IAM names it
 * @param resources ARNs, on one of which it must be allowed
 * @param context condition keys that the call sets
 */
record Need(String action, List<String> resources, Map<String, String> context) {
  Need {
    resources = List.copyOf(resources);
    context = Map.copyOf(context);
  }

  private Need(String action, String resource) {
    this(action, List.of(resource), Map.of());
  }

  /** All that a call needs; nothing for a call that nobody has said it of. */
  static Optional<List<Need>> of(Call call) {
    return switch (call.service()) {
      case SQS -> queue(call).map(List::of);
      case S3 -> object(call);
      case DYNAMODB -> tables(call);
      case SSM -> parameters(call);
      case SECRETSMANAGER ->
          only(call.operation(), "GetSecretValue", "secretsmanager:GetSecretValue")
              .map(action -> List.of(new Need(action, secret(text(call, "SecretId")))));
      case EVENTS ->
          only(call.operation(), "PutEvents", "events:PutEvents")
              .map(action ->
                  call.json()
                      .path("Entries")
                      .valueStream()
                      .map(entry ->
                          new Need(action, bus(entry.path("EventBusName").asString("default"))))
                      .distinct()
                      .toList());
      case SES -> only(call.operation(), "SendEmail", "").map(_ -> mail(call.json()));
      // a server that is no domain of the account takes what is not signed
      case ES ->
          call.header("Authorization").isPresent() ? Optional.empty() : Optional.of(List.of());
    };
  }

  private static Optional<String> only(String operation, String known, String action) {
    return operation.equals(known) ? Optional.of(action) : Optional.empty();
  }

  private static Optional<Need> queue(Call call) {
    String url = text(call, "QueueUrl");
    String name = url.isEmpty() ? text(call, "QueueName") : url.substring(url.lastIndexOf('/') + 1);
    String action =
        switch (call.operation()) {
          case "SendMessage", "SendMessageBatch" -> "SendMessage";
          case "DeleteMessage", "DeleteMessageBatch" -> "DeleteMessage";
          case "ChangeMessageVisibility", "ChangeMessageVisibilityBatch" ->
              "ChangeMessageVisibility";
          case "ReceiveMessage", "GetQueueAttributes", "GetQueueUrl", "PurgeQueue" ->
              call.operation();
          default -> "";
        };
    return action.isEmpty()
        ? Optional.empty()
        : Optional.of(new Need("sqs:" + action, LocalAccount.arn("sqs", name)));
  }

  private static Optional<List<Need>> object(Call call) {
    S3Target at = S3Target.of(call.target());
    String bucket = "arn:aws:s3:::" + at.bucket();
    String object = bucket + "/" + at.key();
    if (call.header("x-amz-tagging").isPresent() || call.header("x-amz-acl").isPresent()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (call.operation()) {
          case "GetObject", "HeadObject" -> List.of(new Need("s3:GetObject", object));
          case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
              call.header("If-Match").isPresent()
                  ? List.of(new Need("s3:PutObject", object), new Need("s3:GetObject", object))
                  : List.of(new Need("s3:PutObject", object));
          case "AbortMultipartUpload" -> List.of(new Need("s3:AbortMultipartUpload", object));
          case "DeleteObject" -> List.of(new Need("s3:DeleteObject", object));
          case "CopyObject", "UploadPartCopy" -> {
            S3Target from =
                S3Target.of(
                    "/" + call.header("x-amz-copy-source").orElse("").replaceFirst("^/", ""));
            yield List.of(
                new Need("s3:GetObject", "arn:aws:s3:::" + from.bucket() + "/" + from.key()),
                new Need("s3:PutObject", object));
          }
          case "ListObjectsV2" ->
              List.of(
                  new Need(
                      "s3:ListBucket",
                      List.of(bucket),
                      Map.of("s3:prefix", at.query().getOrDefault("prefix", ""))));
          case "HeadBucket" -> List.of(new Need("s3:ListBucket", bucket));
          default -> null;
        });
  }

  private static Optional<List<Need>> tables(Call call) {
    JsonNode request = call.json();
    String action = "dynamodb:" + call.operation();
    return switch (call.operation()) {
      case "PutItem", "UpdateItem", "GetItem", "DeleteItem", "DescribeTable" ->
          Optional.of(List.of(new Need(action, table(request))));
      case "Query", "Scan" ->
          Optional.of(
              List.of(
                  new Need(
                      action,
                      table(request)
                          + (request.has("IndexName")
                              ? "/index/" + request.path("IndexName").asString()
                              : ""))));
      case "BatchWriteItem", "BatchGetItem" ->
          Optional.of(
              request.path("RequestItems").propertyNames().stream()
                  .map(name -> new Need(action, table(name)))
                  .toList());
      case "TransactWriteItems" ->
          Optional.of(
              request
                  .path("TransactItems")
                  .valueStream()
                  .flatMap(item -> item.properties().stream())
                  .map(item ->
                      new Need(
                          "dynamodb:" + item.getKey().replaceFirst("(Item)?$", "Item"),
                          table(item.getValue())))
                  .distinct()
                  .toList());
      default -> Optional.empty();
    };
  }

  private static Optional<List<Need>> parameters(Call call) {
    String action = "ssm:" + call.operation();
    return switch (call.operation()) {
      case "GetParameter" -> Optional.of(List.of(new Need(action, parameter(text(call, "Name")))));
      case "GetParametersByPath" ->
          Optional.of(List.of(new Need(action, parameter(text(call, "Path")))));
      case "GetParameters" ->
          Optional.of(
              call.json()
                  .path("Names")
                  .valueStream()
                  .map(name -> new Need(action, parameter(name.asString())))
                  .toList());
      default -> Optional.empty();
    };
  }

  /**
   * The sender's address or its domain is the identity; for raw mail, IAM asks for another action
   * as well.
   */
  private static List<Need> mail(JsonNode request) {
    String from = request.path("FromEmailAddress").asString("");
    String address = from.replaceFirst("(?s).*<(.*)>.*", "$1");
    String identity = LocalAccount.arn("ses", "identity/");
    List<String> identities =
        Stream.of(address, address.substring(address.indexOf('@') + 1))
            .map(name -> identity + name)
            .toList();
    var needs = new ArrayList<Need>();
    needs.add(new Need("ses:SendEmail", identities, Map.of()));
    if (request.path("Content").has("Raw")) {
      needs.add(new Need("ses:SendRawEmail", identities, Map.of()));
    }
    return List.copyOf(needs);
  }

  private static String table(JsonNode request) {
    return table(request.path("TableName").asString(""));
  }

  private static String table(String name) {
    return arn("dynamodb", "table/", name);
  }

  private static String parameter(String name) {
    return arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/"), name);
  }

  /** Six characters of AWS's own choice follow the name. */
  private static String secret(String name) {
    return arn("secretsmanager", "secret:", name.startsWith("arn:") ? name : name + "-local0");
  }

  private static String bus(String name) {
    return arn("events", "event-bus/", name);
  }

  private static String arn(String service, String prefix, String name) {
    return name.startsWith("arn:") ? name : LocalAccount.arn(service, prefix + name);
  }

  private static String text(Call call, String name) {
    return call.json().path(name).asString("");
  }
}
