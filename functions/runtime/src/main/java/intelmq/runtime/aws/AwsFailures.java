package intelmq.runtime.aws;

import java.io.IOException;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Failures of the AWS SDK as those of ports. */
final class AwsFailures {
  private static final int TOO_LARGE = 413;

  private AwsFailures() {}

  /** A failure that may pass. */
  static IOException io(String what, SdkException cause) {
    return new IOException(what + ": " + cause.getMessage(), cause);
  }

  /** Whether the request itself is wrong, so that repeating it is in vain. */
  static boolean isInvalid(AwsServiceException e) {
    return e.statusCode() == TOO_LARGE
        || (e.awsErrorDetails() != null
            && Objects.equals(e.awsErrorDetails().errorCode(), "ValidationException"));
  }

  /** What the service said. */
  static String reason(AwsServiceException e) {
    String reason = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorMessage();
    return reason == null || reason.isEmpty() ? String.valueOf(e.getMessage()) : reason;
  }
}
