package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.Map;

/** An S3 bucket, whose new objects EventBridge is told of if it says so. */
final class Bucket implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("BucketName", defaultName);
    return new Physical(name, Map.of("Arn", "arn:aws:s3:::" + name));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    deployment.s3().createBucket(request -> request.bucket(physical.ref()));
    if (properties
        .map("NotificationConfiguration")
        .map("EventBridgeConfiguration")
        .flag("EventBridgeEnabled", false)) {
      deployment.announceObjects(physical.ref());
    }
  }
}
