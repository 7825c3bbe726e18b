package intelmq.localstack.faults;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.server.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Empties a cloud's stores, so that it is as after its start. */
final class Emptying {
  private static final String KEPT = "configurations/";

  private Emptying() {}

  static void empty(Cloud cloud) throws IOException, InterruptedException {
    for (Bucket bucket : cloud.s3().listBuckets().buckets()) {
      emptyBucket(cloud, bucket.name());
    }
    cloud.dynamoDb().listTablesPaginator().tableNames().forEach(table -> emptyTable(cloud, table));
    for (String url : cloud.sqs().listQueuesPaginator().queueUrls()) {
      cloud.sqs().purgeQueue(request -> request.queueUrl(url));
    }
    cloud.servers().controlPlane().mail().forget();
    if (cloud.servers().has(Kind.SEARCH)) {
      emptySearch(cloud.servers().endpoint(Kind.SEARCH));
    }
    cloud.forget();
  }

  private static void emptyBucket(Cloud cloud, String bucket) {
    for (var page : cloud.s3().listObjectsV2Paginator(request -> request.bucket(bucket))) {
      List<ObjectIdentifier> keys =
          page.contents().stream()
              .map(S3Object::key)
              .filter(key -> !key.startsWith(KEPT))
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      if (!keys.isEmpty()) {
        cloud
            .s3()
            .deleteObjects(request -> request.bucket(bucket).delete(some -> some.objects(keys)));
      }
    }
  }

  private static void emptyTable(Cloud cloud, String table) {
    List<String> key =
        cloud
            .dynamoDb()
            .describeTable(request -> request.tableName(table))
            .table()
            .keySchema()
            .stream()
            .map(KeySchemaElement::attributeName)
            .toList();
    for (Map<String, AttributeValue> item :
        cloud.dynamoDb().scanPaginator(request -> request.tableName(table)).items()) {
      var itsKey = new HashMap<>(item);
      itsKey.keySet().retainAll(key);
      cloud.dynamoDb().deleteItem(request -> request.tableName(table).key(itsKey));
    }
  }

  private static void emptySearch(URI server) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.toString().replaceAll("/$", "") + "/intelmq-*"))
              .DELETE()
              .build();
      http.send(request, BodyHandlers.discarding());
    }
  }
}
