package intelmq.localstack.server;

import java.net.InetAddress;
import java.net.URI;

/** The account, region and address every server of the local cloud agrees on. */
public final class LocalAccount {
  /** The account id in ARNs and queue URLs. */
  public static final String ID = "000000000000";

  /** The region in ARNs, and the one clients sign for. */
  public static final String REGION = "us-east-1";

  /** The only address the servers listen on, where they let one choose. */
  public static final String HOST = "127.0.0.1";

  static final InetAddress ADDRESS = InetAddress.ofLiteral(HOST);

  private LocalAccount() {}

  /** The ARN of a resource of this account, say {@code arn("ssm", "parameter/a")}. */
  public static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
  }

  static URI http(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }
}
