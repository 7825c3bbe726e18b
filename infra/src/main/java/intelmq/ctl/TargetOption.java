package intelmq.ctl;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which installation a command is about. */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class TargetOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack in an account, by the standard AWS credentials; without it, the local cloud that runs (local --keep).")
  private @Nullable String stack;

  @Option(names = "--region", paramLabel = "REGION", description = "The stack's region.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "The profile of the AWS configuration with the credentials.")
  private @Nullable String profile;

  /** Whether the user named a stack in an account. */
  boolean isGiven() {
    return stack != null;
  }

  /**
   * The installation.
   *
   * @throws Failure if there is none
   */
  Installation open() {
    if (stack != null) {
      return Installation.inAccount(stack, region, profile);
    }
    CommandSpec command = Objects.requireNonNull(spec);
    if (region != null || profile != null) {
      throw new ParameterException(
          command.commandLine(), "--region and --profile are for a stack that --stack names");
    }
    Path file = IntelmqCtl.cloud(command);
    CloudFile cloud = CloudFile.running(file);
    if (cloud == null) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "no local cloud runs: start ./intelmqctl local --keep, or name a stack with --stack");
    }
    return Installation.local(cloud);
  }
}
